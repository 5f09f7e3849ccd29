package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the record says of bins in a year. Reads only. */
@Component
class YearRows {

    private static final String EMPTIED = """
        select sum(emptyings) as emptyings, sum(on_tour) as on_tour, count(*) as bins_emptied,
            sum(levels * litres) / 1000 as volume_seen,
            sum((levels + (emptyings - known) * mean) * litres) / 1000 as volume,
            100 * max(mean) as mean_level, sum(found_full) as found_full,
            100.0 * sum(found_full) / nullif(sum(known), 0) as full_share,
            sum(found_damaged) as found_damaged, sum(found_litter) as found_litter
        from (
            select e.*, c.litres, sum(levels) over () / nullif(sum(known) over (), 0) as mean
            from (
                select container_id, count(*) as emptyings, count(*) filter (where on_tour) as on_tour,
                    count(share_before) as known, coalesce(sum(share_before), 0) as levels,
                    count(*) filter (where share_before >= :full) as found_full,
                    count(*) filter (where damaged) as found_damaged, count(*) filter (where litter) as found_litter
                from container_emptying
                where municipality_id = :municipality and at >= :from and at < :until
                group by container_id) e
            join container c on c.id = e.container_id and c.kind <> 'GRIT_BIN') bins\
        """;

    /** Answered: decided, or when it was full emptied, whichever came first. */
    private static final String REPORTED = """
        select count(*) filter (where kind = 'FULL') as reported_full,
            count(*) filter (where kind = 'DAMAGED') as reported_damaged,
            count(*) filter (where kind = 'LITTER') as reported_litter,
            count(answered) as answered,
            percentile_cont(0.5) within group (order by extract(epoch from answered - at)::float8) / 3600 as answer_hours,
            100.0 * count(*) filter (where answered <= at + interval '24 hours') / nullif(count(*), 0)
                as answered_in_a_day
        from (
            select r.kind, r.at, least(
                (select min(d.decided_at) from proposal p
                    join decision d on d.proposal_id = coalesce(p.merged_into, p.id)
                    where p.source = 'waste' and p.subject = r.container_id || '/' || r.kind
                      and d.decided_at >= r.at),
                case when r.kind = 'FULL' then (select min(e.at) from container_emptying e
                    where e.container_id = r.container_id and e.at >= r.at) end) as answered
            from waste_report r
            where r.municipality_id = :municipality and r.at >= :from and r.at < :until) reports\
        """;

    private static final String DECIDED = """
        select count(*) as proposed, count(*) filter (where d.kind = 'ACCEPTED') as accepted,
            count(*) filter (where d.kind = 'CHANGED') as changed,
            count(*) filter (where d.kind in ('REJECTED', 'NO_ACTION')) as declined
        from proposal p left join decision d on d.proposal_id = p.id
        where p.source = 'wastetours' and p.municipality_id = :municipality
          and p.raised_at >= :from and p.raised_at < :until\
        """;

    /** Metres: as positions prove, else as planned, else from stop to stop as the crow flies. */
    private static final String DRIVEN = """
        select count(*) as tours, sum(t.done_stops) as stops_done, sum(t.left_stops) as stops_left,
            sum(extract(epoch from t.ended_at - t.started_at)) / 3600 as hours,
            sum(coalesce(nullif(t.proven_metres, 0), plan.metres, line.metres)) / 1000 as kilometres,
            sum(t.proven_metres) / 1000 as kilometres_proven
        from desk_tour t
        join dispatch_tour d on d.id = t.id
        join dispatch_order o on o.order_id = t.order_id
        left join lateral (
            select (tour ->> 'metres')::float8 as metres
            from tour_plan a
            join tour_plan_version b on b.id = a.version_id
            cross join lateral (
                select (one ->> 'id')::bigint as id, row_number() over (order by (one ->> 'id')::bigint) as place
                from jsonb_array_elements(a.vehicles) one) c
            cross join lateral jsonb_array_elements(b.solution -> 'tours') tour
            where a.id = o.plan_id and o.plan_vehicles[c.place] = t.vehicle_id
              and (tour ->> 'vehicle')::bigint = c.id
            limit 1) plan on true
        cross join lateral (
            select sum(111320 * sqrt((lat - last_lat) ^ 2 + ((lon - last_lon) * cos(radians(lat))) ^ 2)) as metres
            from (
                select lon, lat, lag(lon) over (order by number) as last_lon, lag(lat) over (order by number) as last_lat
                from (
                    select number, (stop #>> '{course,0,lon}')::float8 as lon, (stop #>> '{course,0,lat}')::float8 as lat
                    from jsonb_array_elements(d.stops) with ordinality one (stop, number)) stops) ways) line
        where t.source in ('wastetours', 'waste') and t.municipality_id = :municipality
          and t.started_at >= :from and t.started_at < :until\
        """;

    private final JdbcClient jdbc;

    YearRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Containers of one kind and content as the register has them now.
     *
     * @param litres of all together
     * @param sensors how many have one
     */
    record KindCount(Kind kind, Fraction fraction, int bins, double litres, int sensors) {}

    List<KindCount> listKinds(long municipality) {
        return jdbc.sql("""
            select kind, fraction, count(*) as bins, sum(litres) as litres, count(thing_id) as sensors
            from container where municipality_id = :municipality and kind <> 'GRIT_BIN'
            group by kind, fraction order by bins desc, kind, fraction\
            """)
                .param("municipality", municipality)
                .query((rs, n) -> new KindCount(
                        Kind.valueOf(rs.getString("kind")),
                        Fraction.valueOf(rs.getString("fraction")),
                        rs.getInt("bins"),
                        rs.getDouble("litres"),
                        rs.getInt("sensors")))
                .list();
    }

    /** What is not known is missing. */
    Map<Figure, Double> figures(long municipality, Days days, double full) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure.Group group : Figure.Group.values()) {
            figures.putAll(jdbc.sql(sql(group))
                    .param("municipality", municipality)
                    .param("full", full)
                    .param("from", days.sqlFrom())
                    .param("until", days.sqlUntil())
                    .query((rs, n) -> figures(rs, group))
                    .single());
        }
        return figures;
    }

    private static String sql(Figure.Group group) {
        return switch (group) {
            case EMPTIED -> EMPTIED;
            case REPORTED -> REPORTED;
            case DECIDED -> DECIDED;
            case DRIVEN -> DRIVEN;
        };
    }

    private static Map<Figure, Double> figures(ResultSet rs, Figure.Group group) throws SQLException {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            if (figure.group() == group) {
                double value = rs.getDouble(figure.column());
                if (!rs.wasNull()) {
                    figures.put(figure, value);
                }
            }
        }
        return figures;
    }
}
