package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables track and track_fix. */
@Repository
class FixRows {

    private final JdbcClient jdbc;

    FixRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose positions. */
    record Source(
            long municipalityId,
            @Nullable Long vehicleId,
            @Nullable Long tourId) {}

    /** A position of a track. */
    record Kept(long trackId, Fix fix) {}

    /** A track as it stands. */
    record Track(long id, Source source, LocalDate lastDay) {}

    /** The track, which is made when there is none; it has positions of that day. */
    Track ensure(Source source, LocalDate day) {
        return find(source)
                .filter(track -> !track.lastDay.isBefore(day))
                .orElseGet(() -> jdbc.sql("""
                                insert into track as t (municipality_id, vehicle_id, tour_id, last_day)
                                values (:municipality, :vehicle, :tour, :day)
                                on conflict (municipality_id, vehicle_id, tour_id)
                                    do update set last_day = greatest(t.last_day, excluded.last_day)
                                returning *""")
                        .param("municipality", source.municipalityId)
                        .param("vehicle", source.vehicleId)
                        .param("tour", source.tourId)
                        .param("day", day)
                        .query(FixRows::track)
                        .single());
    }

    Optional<Track> find(Source source) {
        return jdbc.sql("""
                        select * from track where municipality_id = :municipality
                        and vehicle_id is not distinct from :vehicle::bigint
                        and tour_id is not distinct from :tour::bigint""")
                .param("municipality", source.municipalityId)
                .param("vehicle", source.vehicleId)
                .param("tour", source.tourId)
                .query(FixRows::track)
                .optional();
    }

    /** Adds those that are not there yet; the partitions of their days are. */
    Map<Long, Integer> insert(List<Kept> kept) {
        List<Kept> sorted = kept.stream()
                .sorted(Comparator.comparingLong(Kept::trackId)
                        .thenComparing(one -> one.fix().time()))
                .toList();
        Map<Long, Integer> added = new HashMap<>();
        jdbc.sql("""
                        insert into track_fix
                            (track_id, at, pt, speed, heading, dose, width, counter, mode, simulated)
                        select track, at, point(lon, lat), speed, heading, dose, width, counter, mode, simulated
                        from unnest(:tracks::bigint[], :times::timestamptz[], :lons::bigint[], :lats::bigint[],
                            :speeds::real[], :headings::real[], :doses::real[], :widths::real[],
                            :counters::float8[], :modes::smallint[], :simulated::boolean[])
                            as f (track, at, lon, lat, speed, heading, dose, width, counter, mode, simulated)
                        on conflict do nothing returning track_id""")
                .param("tracks", column(sorted, Kept::trackId).toArray(Long[]::new))
                .param(
                        "times",
                        column(sorted, one -> micros(one.fix().time()).toString())
                                .toArray(String[]::new))
                .param(
                        "lons",
                        column(sorted, one -> one.fix().position().microLon()).toArray(Long[]::new))
                .param(
                        "lats",
                        column(sorted, one -> one.fix().position().microLat()).toArray(Long[]::new))
                .param("speeds", numbers(sorted, Fix::speedKmh))
                .param("headings", numbers(sorted, Fix::headingDegrees))
                .param("doses", numbers(sorted, Fix::doseGramsPerSquareMetre))
                .param("widths", numbers(sorted, Fix::widthMetres))
                .param("counters", numbers(sorted, Fix::counterMetres))
                .param(
                        "modes",
                        sorted.stream()
                                .map(one -> one.fix().mode())
                                .map(mode -> mode == null ? null : mode.code())
                                .toArray(Integer[]::new))
                .param(
                        "simulated",
                        column(sorted, one -> one.fix().simulatedSpeed()).toArray(Boolean[]::new))
                .query(rs -> {
                    added.merge(rs.getLong(1), 1, Integer::sum);
                });
        return added;
    }

    /** Those of the tracks, from (inclusive) until (exclusive), by time. */
    List<Fix> list(Collection<Long> tracks, Instant from, Instant until) {
        return tracks.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select * from track_fix where track_id in (:tracks) and at >= :from and at < :until
                        order by at, track_id""")
                        .param("tracks", tracks)
                        .param("from", utc(from))
                        .param("until", utc(until))
                        .query((rs, row) -> fix(rs))
                        .list();
    }

    List<Track> listOfTour(long tourId) {
        return jdbc.sql("select * from track where tour_id = :tour")
                .param("tour", tourId)
                .query(FixRows::track)
                .list();
    }

    /** Of the vehicle's own telematics. */
    List<Track> listOfVehicle(long vehicleId) {
        return jdbc.sql("select * from track where vehicle_id = :vehicle and tour_id is null")
                .param("vehicle", vehicleId)
                .query(FixRows::track)
                .list();
    }

    Optional<Track> find(long id) {
        return jdbc.sql("select * from track where id = :id")
                .param("id", id)
                .query(FixRows::track)
                .optional();
    }

    /** Of the municipalities whose works council agreed, the newest first. */
    List<Track> listAgreed(Collection<Long> municipalities, int limit) {
        return jdbc.sql("""
                        select t.* from track t join track_agreement a using (municipality_id)
                        where a.agreed and t.municipality_id in (:municipalities)
                        order by t.last_day desc, t.id desc limit :limit""")
                .param("municipalities", municipalities)
                .param("limit", limit)
                .query(FixRows::track)
                .list();
    }

    /** Where the vehicles of municipalities whose works council agreed were last, since then. */
    List<Newest> listNewest(Collection<Long> municipalities, Instant since) {
        return jdbc.sql("""
                        select distinct on (t.vehicle_id) t.vehicle_id, t.municipality_id, f.*
                        from track t join track_agreement a using (municipality_id)
                        cross join lateral (select * from track_fix
                            where track_id = t.id and at >= :since order by at desc limit 1) f
                        where a.agreed and t.vehicle_id is not null and t.municipality_id in (:municipalities)
                          and t.last_day >= :day
                        order by t.vehicle_id, f.at desc""")
                .param("municipalities", municipalities)
                .param("since", utc(since))
                .param("day", FixDays.of(since))
                .query((rs, row) -> new Newest(rs.getLong("vehicle_id"), rs.getLong("municipality_id"), fix(rs)))
                .list();
    }

    Optional<Fix> findNewest(long vehicleId, Instant since) {
        List<Long> municipalities = jdbc.sql("select distinct municipality_id from track where vehicle_id = :vehicle")
                .param("vehicle", vehicleId)
                .query((rs, row) -> rs.getLong(1))
                .list();
        return municipalities.isEmpty()
                ? Optional.empty()
                : listNewest(municipalities, since).stream()
                        .filter(one -> one.vehicleId() == vehicleId)
                        .map(Newest::fix)
                        .findFirst();
    }

    /** Deletes what the works council of its municipality did not agree to keep; answers how many positions. */
    int deleteUnagreed(Collection<Long> tracks, Instant from, Instant until) {
        return tracks.isEmpty()
                ? 0
                : jdbc.sql("""
                        delete from track_fix where at >= :from and at < :until and track_id in (
                            select t.id from track t left join track_agreement a using (municipality_id)
                            where t.id in (:tracks) and a.agreed is not true)""")
                        .param("tracks", tracks)
                        .param("from", utc(from))
                        .param("until", utc(until))
                        .update();
    }

    /** The tracks of municipalities whose works council did not agree. */
    List<Long> listUnagreed() {
        return jdbc.sql("""
                        select t.id from track t left join track_agreement a using (municipality_id)
                        where a.agreed is not true""").query((rs, row) -> rs.getLong(1)).list();
    }

    /** Forgets tracks that have no position since that day. */
    void deleteTracks(LocalDate day) {
        jdbc.sql("delete from track where last_day < :day").param("day", day).update();
    }

    /** The same of some tracks. */
    void deleteTracks(Collection<Long> tracks, LocalDate day) {
        if (!tracks.isEmpty()) {
            jdbc.sql("delete from track where last_day < :day and id in (:tracks)")
                    .param("day", day)
                    .param("tracks", tracks)
                    .update();
        }
    }

    private static <T> Stream<T> column(List<Kept> kept, Function<Kept, T> value) {
        return kept.stream().map(value);
    }

    private static @Nullable Double[] numbers(List<Kept> kept, Function<Fix, @Nullable Double> value) {
        return kept.stream().map(one -> value.apply(one.fix())).toArray(Double[]::new);
    }

    /** What PostgreSQL keeps of a time. */
    static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Track track(ResultSet rs, int row) throws SQLException {
        return new Track(
                rs.getLong("id"),
                new Source(
                        rs.getLong("municipality_id"),
                        rs.getObject("vehicle_id", Long.class),
                        rs.getObject("tour_id", Long.class)),
                rs.getObject("last_day", LocalDate.class));
    }

    private static Fix fix(ResultSet rs) throws SQLException {
        PGpoint place = (PGpoint) rs.getObject("pt");
        Integer mode = rs.getObject("mode", Integer.class);
        return new Fix(
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                Position.ofMicrodegrees(place.x, place.y),
                number(rs, "speed"),
                number(rs, "heading"),
                mode == null ? null : Mode.of(mode),
                number(rs, "dose"),
                number(rs, "width"),
                number(rs, "counter"),
                rs.getBoolean("simulated"));
    }

    /** The shortest decimals of a number that is kept in single precision, not all that doubling it makes up. */
    private static @Nullable Double number(ResultSet rs, String column) throws SQLException {
        String text = rs.getString(column);
        return text == null ? null : Double.valueOf(text);
    }
}
