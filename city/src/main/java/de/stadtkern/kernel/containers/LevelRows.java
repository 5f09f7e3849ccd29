package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.Level.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Levels, and the readings from which they come. */
@Component
class LevelRows {

    private static final Duration FARTHEST_BACK = Duration.ofDays(31);

    /** A clock that is fast by more than this is not believed. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String[] PROPERTIES = Stream.concat(
                    Stream.of(Samples.DISTANCE, Samples.LEVEL, Samples.FIRE, Samples.TILTED, Samples.STATUS),
                    Samples.TEMPERATURES.stream())
            .toArray(String[]::new);

    private final JdbcClient jdbc;

    LevelRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A container, what is known of it, and what its sensor has said since. */
    record Sensed(Container container, FillTrack track, Source source, List<Samples.Value> readings) {

        Sensed with(FillTrack other) {
            boolean measured = !Objects.equals(other.at(), track.at());
            return new Sensed(container, other, measured ? Source.SENSOR : source, readings);
        }
    }

    /** Those whose sensor is one of these Things. */
    List<Long> listWithSensor(Set<Long> things) {
        return jdbc.sql("select id from container where thing_id = any((select :things::bigint[])::bigint[])")
                .param("things", things.toArray(Long[]::new))
                .query((rs, n) -> rs.getLong("id"))
                .list();
    }

    /** Nobody else judges these containers until the transaction ends. */
    List<Sensed> sensed(Collection<Long> containers, Instant now) {
        List<Sensed> known = jdbc.sql("""
            select c.*, l.share, l.spread, l.at, l.source, l.doubt, l.doubt_at, l.dropped_at, l.seen_until
            from container c join container_level l on l.container_id = c.id
            where c.id = any(:ids) order by c.id for update of l\
            """)
                .param("ids", containers.toArray(Long[]::new))
                .query((rs, n) -> new Sensed(
                        ContainerRows.container(rs),
                        track(rs),
                        rs.getString("source") == null ? Source.SENSOR : Source.valueOf(rs.getString("source")),
                        List.of()))
                .list();
        Map<Long, List<Samples.Value>> readings = readings(containers, now);
        return known.stream()
                .map(one -> new Sensed(
                        one.container(),
                        one.track(),
                        one.source(),
                        readings.getOrDefault(one.container().id(), List.of())))
                .toList();
    }

    private Map<Long, List<Samples.Value>> readings(Collection<Long> containers, Instant now) {
        Map<Long, List<Samples.Value>> readings = new HashMap<>();
        jdbc.sql("""
            select c.id as container_id, p.definition, coalesce(d.unit ->> 'symbol', '') as unit,
                o.phenomenon_time, o.result, o.result_json::text as word
            from container c
            join container_level l on l.container_id = c.id
            cross join lateral (
                select greatest(:earliest, l.seen_until - :holds * interval '1 second') as time) since
            join datastream d on d.thing_id = c.thing_id
            join observed_property p on p.id = d.observed_property_id and p.definition = any(:properties)
            cross join lateral (
                select phenomenon_time, result, result_json from observation o
                where o.datastream_id = d.id and o.phenomenon_time >= since.time
                  and o.phenomenon_time <= :until
                  and o.day > since.time - interval '24 hours' and o.day <= :until) o
            where c.id = any(:ids)
            order by o.phenomenon_time, d.id\
            """)
                .param("ids", containers.toArray(Long[]::new))
                .param("properties", PROPERTIES)
                .param("earliest", now.minus(FARTHEST_BACK).atOffset(ZoneOffset.UTC))
                .param("holds", Samples.HOLDS.toSeconds())
                .param("until", now.plus(AHEAD).atOffset(ZoneOffset.UTC))
                .query(rs -> {
                    readings.computeIfAbsent(rs.getLong("container_id"), id -> new ArrayList<>())
                            .add(new Samples.Value(
                                    rs.getString("definition"),
                                    rs.getString("unit"),
                                    rs.getObject("phenomenon_time", OffsetDateTime.class)
                                            .toInstant(),
                                    rs.getObject("result", Double.class),
                                    rs.getString("word")));
                });
        return readings;
    }

    void store(List<Sensed> all) {
        jdbc.sql("""
            update container_level l set share = x.share, spread = x.spread, at = x.at, source = x.source,
                doubt = x.doubt, doubt_at = x.doubt_at, dropped_at = x.dropped_at, seen_until = x.seen_until
            from unnest(:ids::bigint[], :shares::float8[], :spreads::float8[], :ats::timestamptz[],
                :sources::text[], :doubts::text[], :doubtAts::timestamptz[], :dropped::timestamptz[],
                :seen::timestamptz[])
                x (id, share, spread, at, source, doubt, doubt_at, dropped_at, seen_until)
            where l.container_id = x.id\
            """)
                .param("ids", all.stream().map(one -> one.container().id()).toArray(Long[]::new))
                .param("shares", all.stream().map(one -> one.track().share()).toArray(Double[]::new))
                .param("spreads", all.stream().map(one -> one.track().spread()).toArray(Double[]::new))
                .param("ats", times(all, FillTrack::at))
                .param(
                        "sources",
                        all.stream()
                                .map(one -> one.track().share() == null
                                        ? null
                                        : one.source().name())
                                .toArray(String[]::new))
                .param(
                        "doubts",
                        all.stream()
                                .map(one -> one.track().doubt())
                                .map(doubt -> doubt == null ? null : doubt.name())
                                .toArray(String[]::new))
                .param("doubtAts", times(all, FillTrack::doubtAt))
                .param("dropped", times(all, FillTrack::droppedAt))
                .param("seen", times(all, FillTrack::seenUntil))
                .update();
    }

    /** What people saw, unless something newer is known. */
    void said(long container, double share, double spread, Instant at, Source source) {
        said(container, new SmartBin.Told(share, spread, at, null), source);
    }

    /** What a file says, unless something as new is known. */
    void said(long container, SmartBin.Told told) {
        said(container, told, Source.IMPORT);
    }

    private void said(long container, SmartBin.Told told, Source source) {
        String doubt = told.doubt() == null ? null : told.doubt().name();
        jdbc.sql("""
            update container_level set share = :share, spread = :spread, at = :at, source = :source,
                doubt = :doubt, doubt_at = case when :doubt::text is null then null else :at end, dropped_at = null
            where container_id = :id and (at is null or at <= :at)\
            """)
                .param("id", container)
                .param("share", told.share())
                .param("spread", told.spread())
                .param("at", told.at().atOffset(ZoneOffset.UTC))
                .param("source", source.name())
                .param("doubt", doubt, Types.VARCHAR)
                .update();
    }

    /** Those of which something is known, but neither measured nor found by people since. */
    List<Long> listUnmeasured(Instant measured, Instant found) {
        return jdbc.sql("""
            select container_id from container_level
            where at < :measured or (at < :found and source <> 'SENSOR')\
            """)
                .param("measured", measured.atOffset(ZoneOffset.UTC))
                .param("found", found.atOffset(ZoneOffset.UTC))
                .query((rs, n) -> rs.getLong("container_id"))
                .list();
    }

    /** What is expected of those of which nothing newer is known. */
    void expect(Map<Long, Fillings.Expected> expected, Instant at) {
        List<Map.Entry<Long, Fillings.Expected>> all = List.copyOf(expected.entrySet());
        jdbc.sql("""
            update container_level l set expected_share = x.share, expected_spread = x.spread, expected_at = :at
            from unnest(:ids::bigint[], :shares::float8[], :spreads::float8[]) x (id, share, spread)
            where l.container_id = x.id and l.at < :at\
            """)
                .param("ids", all.stream().map(Map.Entry::getKey).toArray(Long[]::new))
                .param("shares", all.stream().map(one -> one.getValue().share()).toArray(Double[]::new))
                .param(
                        "spreads",
                        all.stream().map(one -> one.getValue().spread()).toArray(Double[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What was said at that time counts no more, unless something newer is known. */
    void takenBack(long container, Instant at, Source source) {
        jdbc.sql("""
            update container_level set share = null, spread = null, at = null, source = null
            where container_id = :id and at = :at and source = :source\
            """)
                .param("id", container)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("source", source.name())
                .update();
    }

    private static String[] times(List<Sensed> all, Function<FillTrack, @Nullable Instant> part) {
        return all.stream()
                .map(one -> part.apply(one.track()))
                .map(time -> time == null ? null : time.toString())
                .toArray(String[]::new);
    }

    private static FillTrack track(ResultSet rs) throws SQLException {
        String doubt = rs.getString("doubt");
        return new FillTrack(
                rs.getObject("share", Double.class),
                rs.getDouble("spread"),
                instant(rs, "at"),
                doubt == null ? null : Doubt.valueOf(doubt),
                instant(rs, "doubt_at"),
                instant(rs, "dropped_at"),
                instant(rs, "seen_until"));
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
