package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the devices of a municipality say now, and where they stand. */
@Component
class NetworkRows {

    private final JdbcClient jdbc;

    NetworkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The newest number of a Datastream.
     *
     * @param unit UCUM; empty for none
     */
    record Value(long datastreamId, String name, String unit, double value, Instant time) {}

    /** By Thing, in the order in which the type names them. */
    Map<Long, List<Value>> values(Set<Long> things) {
        record Of(long thing, Value value) {}
        return jdbc
                .sql("""
                        select s.thing_id, s.id, s.name, coalesce(s.unit ->> 'symbol', '') as unit, l.result, l.phenomenon_time
                        from datastream s join last_observation l on l.datastream_id = s.id
                        where s.thing_id = any(:things) and l.result is not null order by s.id""")
                .param("things", things.toArray(Long[]::new))
                .query((rs, n) -> new Of(
                        rs.getLong("thing_id"),
                        new Value(
                                rs.getLong("id"),
                                rs.getString("name"),
                                rs.getString("unit"),
                                rs.getDouble("result"),
                                DeviceRows.getInstant(rs, "phenomenon_time"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Of::thing, Collectors.mapping(Of::value, Collectors.toList())));
    }

    /** By Thing; those that stand nowhere are left out. */
    Map<Long, Position> places(Set<Long> things) {
        Map<Long, Position> places = new HashMap<>();
        jdbc.sql("""
                        select tl.thing_id, l.pt[0] as lon, l.pt[1] as lat from thing_location tl
                        join location l on l.id = tl.location_id
                        where tl.thing_id = any(:things) and l.pt is not null order by l.id desc""").param("things", things.toArray(Long[]::new)).query(rs -> {
            places.put(rs.getLong("thing_id"), Position.ofMicrodegrees(rs.getDouble("lon"), rs.getDouble("lat")));
        });
        return places;
    }

    /** The median of each day of the battery that the Thing measures. */
    List<Battery.Day> battery(long thing, Instant since) {
        return jdbc.sql("""
                        select (o.phenomenon_time at time zone 'UTC')::date as date,
                            percentile_cont(0.5) within group (order by o.result) as level
                        from observation o
                        where o.datastream_id = (select s.id from datastream s join last_observation l on l.datastream_id = s.id
                            where s.thing_id = :thing and %s order by l.phenomenon_time desc limit 1)
                          and o.phenomenon_time >= :since and o.day > cast(:since as timestamptz) - interval '24 hours'
                          and o.result is not null
                        group by 1 order by 1""".formatted(DeviceRows.isBattery("s")))
                .param("thing", thing)
                .param("since", since.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((rs, n) -> new Battery.Day(rs.getObject("date", LocalDate.class), rs.getDouble("level")))
                .list();
    }
}
