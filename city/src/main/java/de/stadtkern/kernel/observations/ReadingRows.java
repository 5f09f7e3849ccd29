package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stations and readings as the services see them. */
@Component
class ReadingRows {

    private static final String STATION = """
            select t.id, t.municipality_id, t.name, t.properties ->> 'origin' as origin, l.pt
            from thing t cross join lateral (
                select l.pt from thing_location tl join location l on l.id = tl.location_id
                where tl.thing_id = t.id and l.pt is not null order by l.id limit 1) l
            """;

    /** Of {@link #reading}, without the id of the observation. */
    static final String READING_COLUMNS = """
            d.thing_id, d.id as datastream_id, coalesce(d.unit ->> 'symbol', '') as unit,
            p.definition as property, p.name as property_name, o.phenomenon_time, o.result
            """;

    private static final String NEWEST = "select " + READING_COLUMNS + """
        , o.observation_id
        from last_observation o
        join datastream d on d.id = o.datastream_id
        join observed_property p on p.id = d.observed_property_id
        where o.result is not null
        """;

    private final JdbcClient jdbc;

    ReadingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Station> findStation(long thingId) {
        return jdbc.sql(STATION + "where t.id = :id")
                .param("id", thingId)
                .query(ReadingRows::station)
                .optional();
    }

    /** Asked after every commit: as the property is not planned with, one plan serves for good. */
    Map<Long, Station> findStations(Set<Long> thingIds, String property) {
        return jdbc
                .sql(STATION + """
                        where t.id = any((select :ids::bigint[])::bigint[]) and exists (
                            select from datastream d join observed_property p on p.id = d.observed_property_id
                            where d.thing_id = t.id and p.definition = (select :property))""")
                .param("ids", thingIds.toArray(Long[]::new))
                .param("property", property)
                .query(ReadingRows::station)
                .list()
                .stream()
                .collect(Collectors.toMap(Station::id, station -> station));
    }

    List<Station> listStations(List<String> properties) {
        return jdbc.sql(STATION + """
                        where exists (
                            select from datastream d join observed_property p on p.id = d.observed_property_id
                            where d.thing_id = t.id and p.definition in (:properties))
                        order by t.name, t.id""")
                .param("properties", properties)
                .query(ReadingRows::station)
                .list();
    }

    Map<String, Reading> readings(long thingId, Instant after, Instant until) {
        Map<String, Reading> newest = new LinkedHashMap<>();
        jdbc.sql("select " + READING_COLUMNS + """
                        , o.id as observation_id
                        from datastream d
                        join observed_property p on p.id = d.observed_property_id
                        cross join lateral (
                            select id, phenomenon_time, result from observation
                            where datastream_id = d.id and phenomenon_time > :after and phenomenon_time <= :until
                              and day > cast(:after as timestamptz) - interval '24 hours' and day <= :until
                              and result is not null
                            order by phenomenon_time desc, id desc limit 1) o
                        where d.thing_id = :thing
                        order by o.phenomenon_time, d.id""")
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("thing", thingId)
                .query(rs -> {
                    newest.put(rs.getString("property"), reading(rs));
                });
        return newest;
    }

    Map<Long, Map<String, Reading>> newestReadings() {
        return byStation(jdbc.sql(NEWEST + "order by o.phenomenon_time, d.id"));
    }

    /** Asked after every commit, as {@link #findStations}. */
    Map<Long, Map<String, Reading>> newestReadings(Set<Long> thingIds) {
        return byStation(jdbc.sql(NEWEST
                        + "and d.thing_id = any((select :ids::bigint[])::bigint[]) order by o.phenomenon_time, d.id")
                .param("ids", thingIds.toArray(Long[]::new)));
    }

    private static Map<Long, Map<String, Reading>> byStation(JdbcClient.StatementSpec newestOfEach) {
        Map<Long, Map<String, Reading>> newest = new HashMap<>();
        newestOfEach.query(rs -> {
            newest.computeIfAbsent(rs.getLong("thing_id"), id -> new LinkedHashMap<>())
                    .put(rs.getString("property"), reading(rs));
        });
        return newest;
    }

    Map<Long, List<Reading>> history(
            Set<Long> thingIds, Set<String> properties, Instant after, Instant until, Duration step) {
        Map<Long, List<Reading>> history = new HashMap<>();
        jdbc.sql("select " + READING_COLUMNS + """
            , o.observation_id
            from datastream d
            join observed_property p on p.id = d.observed_property_id
            cross join lateral (
                select distinct on (step) id as observation_id, phenomenon_time, result from (
                    select id, phenomenon_time, result,
                        date_bin(make_interval(secs => :step), phenomenon_time, :after) as step
                    from observation
                    where datastream_id = d.id and phenomenon_time > :after and phenomenon_time <= :until
                      and day > cast(:after as timestamptz) - interval '24 hours' and day <= :until
                      and result is not null) v
                order by step, phenomenon_time desc, id desc) o
            where d.thing_id = any((select :things::bigint[])::bigint[])
              and p.definition = any((select :properties::text[])::text[])
            order by o.phenomenon_time, d.id\
            """)
                .param("step", step.toSeconds())
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("things", thingIds.toArray(Long[]::new))
                .param("properties", properties.toArray(String[]::new))
                .query(rs -> {
                    history.computeIfAbsent(rs.getLong("thing_id"), id -> new ArrayList<>())
                            .add(reading(rs));
                });
        return history;
    }

    Set<Long> visible(Set<Long> thingIds, Reader reader) {
        return Set.copyOf(jdbc.sql("""
            select t.id from thing t where t.id = any(:ids) and %s and not exists (
                select from datastream d where d.thing_id = t.id and not (%s))\
            """.formatted(
                                reader.sees(EntityType.THINGS, "t").text(),
                                reader.sees(EntityType.DATASTREAMS, "d").text()))
                .param("ids", thingIds.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    private static Station station(ResultSet rs, int row) throws SQLException {
        PGpoint point = rs.getObject("pt", PGpoint.class);
        return new Station(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                Position.ofMicrodegrees(point.x, point.y),
                rs.getString("origin"));
    }

    static Reading reading(ResultSet rs) throws SQLException {
        return new Reading(
                rs.getLong("observation_id"),
                rs.getLong("datastream_id"),
                rs.getString("property"),
                rs.getString("property_name"),
                rs.getDouble("result"),
                rs.getString("unit"),
                rs.getObject("phenomenon_time", OffsetDateTime.class).toInstant());
    }
}
