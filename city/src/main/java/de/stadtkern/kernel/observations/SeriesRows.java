package de.stadtkern.kernel.observations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Datastreams, their values and the pulse of their devices, as rules look at them. */
@Component
class SeriesRows {

    private static final Duration FARTHEST_BACK = Duration.ofDays(31);

    /** Without these the median says nothing. */
    private static final int FEWEST_GAPS = 3;

    private final JdbcClient jdbc;

    SeriesRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Thing> findThing(long id) {
        return jdbc.sql("select id as thing_id, name as thing_name, municipality_id from thing where id = :id")
                .param("id", id)
                .query((rs, n) -> thing(rs))
                .optional();
    }

    Optional<Series> find(long datastream) {
        return jdbc.sql("""
                        select d.id, d.name, p.definition, coalesce(d.unit ->> 'symbol', '') as unit,
                            t.id as thing_id, t.name as thing_name, t.municipality_id
                        from datastream d join thing t on t.id = d.thing_id
                        join observed_property p on p.id = d.observed_property_id
                        where d.id = :datastream""")
                .param("datastream", datastream)
                .query((rs, n) -> new Series(
                        rs.getLong("id"),
                        rs.getString("name"),
                        rs.getString("definition"),
                        rs.getString("unit"),
                        thing(rs)))
                .optional();
    }

    Set<Long> list(long municipality, String property) {
        return jdbc.sql("""
                        select d.id from datastream d join thing t on t.id = d.thing_id
                        join observed_property p on p.id = d.observed_property_id
                        where t.municipality_id = :municipality and p.definition = :property""")
                .param("municipality", municipality)
                .param("property", property)
                .query((rs, n) -> rs.getLong("id"))
                .set();
    }

    List<Quantity> listQuantities(long municipality) {
        return jdbc.sql("""
                        select p.definition, min(p.name) as name
                        from observed_property p join datastream d on d.observed_property_id = p.id
                        join thing t on t.id = d.thing_id
                        where t.municipality_id = :municipality group by 1 order by 2, 1""")
                .param("municipality", municipality)
                .query((rs, n) -> new Quantity(rs.getString("definition"), rs.getString("name")))
                .list();
    }

    List<Reading> readings(long datastream, Observations.Span span, int before) {
        Instant farthest = span.from().minus(FARTHEST_BACK);
        Instant after = span.after().isAfter(farthest) ? span.after() : farthest;
        return jdbc.sql("select " + ReadingRows.READING_COLUMNS + """
                        , o.id as observation_id
                        from datastream d join observed_property p on p.id = d.observed_property_id
                        cross join lateral (
                            select id, phenomenon_time, result from observation
                            where datastream_id = d.id and phenomenon_time > :after
                              and phenomenon_time >= :from and phenomenon_time <= :until
                              and day > cast(:from as timestamptz) - interval '24 hours' and day <= :until
                              and result is not null
                            union all (
                            select id, phenomenon_time, result from observation
                            where datastream_id = d.id and phenomenon_time > :after and phenomenon_time < :from
                              and day > cast(:after as timestamptz) - interval '24 hours' and day <= :from
                              and result is not null
                            order by phenomenon_time desc, id desc limit :before)) o
                        where d.id = :datastream order by o.phenomenon_time, o.id""")
                .param("datastream", datastream)
                .param("after", at(after))
                .param("from", at(span.from()))
                .param("until", at(span.until()))
                .param("before", before)
                .query((rs, n) -> ReadingRows.reading(rs))
                .list();
    }

    Map<Long, Reading> newest(Set<Long> datastreams) {
        return jdbc
                .sql("select " + ReadingRows.READING_COLUMNS + """
                        , o.observation_id
                        from last_observation o join datastream d on d.id = o.datastream_id
                        join observed_property p on p.id = d.observed_property_id
                        where d.id = any (:datastreams) and o.result is not null""")
                .param("datastreams", datastreams.toArray(Long[]::new))
                .query((rs, n) -> ReadingRows.reading(rs))
                .list()
                .stream()
                .collect(Collectors.toMap(Reading::datastreamId, reading -> reading));
    }

    List<Pulse> pulses(long municipality, @Nullable Long datastream, @Nullable String property, Instant until) {
        return jdbc.sql("""
                        select t.id as thing_id, t.name as thing_name, t.municipality_id, n.phenomenon_time, u.seconds,
                            (select o.parameters ->> 'gateway' from observation_open o
                             where o.datastream_id = n.datastream_id and o.phenomenon_time = n.phenomenon_time
                             order by o.id desc limit 1) as gateway
                        from thing t
                        cross join lateral (
                            select l.datastream_id, l.phenomenon_time
                            from datastream d join last_observation l on l.datastream_id = d.id
                            left join observed_property p on p.id = d.observed_property_id
                            where d.thing_id = t.id and l.phenomenon_time <= :until
                              and (cast(:datastream as bigint) is null or d.id = :datastream)
                              and (cast(:property as text) is null or p.definition = :property)
                            order by l.phenomenon_time desc, l.datastream_id limit 1) n
                        cross join lateral (
                            select extract(epoch from percentile_cont(0.5) within group (order by gap))::bigint as seconds,
                                count(gap) as gaps
                            from (select phenomenon_time - lag(phenomenon_time) over (order by phenomenon_time) as gap
                                from (select distinct phenomenon_time from observation_open
                                    where datastream_id = n.datastream_id and phenomenon_time <= n.phenomenon_time
                                    order by phenomenon_time desc limit 21) last) gaps) u
                        where t.municipality_id = :municipality and u.gaps >= :fewest and u.seconds > 0""")
                .param("municipality", municipality)
                .param("datastream", datastream)
                .param("property", property)
                .param("until", at(until))
                .param("fewest", FEWEST_GAPS)
                .query((rs, n) -> new Pulse(
                        thing(rs), time(rs), Duration.ofSeconds(rs.getLong("seconds")), rs.getString("gateway")))
                .list();
    }

    private static Thing thing(ResultSet rs) throws SQLException {
        return new Thing(rs.getLong("thing_id"), rs.getString("thing_name"), rs.getLong("municipality_id"));
    }

    private static Instant time(ResultSet rs) throws SQLException {
        return rs.getObject("phenomenon_time", OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
