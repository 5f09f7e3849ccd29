package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.desk.Lessons.Comparison;
import de.stadtkern.kernel.desk.Lessons.Counts;
import de.stadtkern.kernel.desk.Lessons.Driving;
import de.stadtkern.kernel.desk.Lessons.Material;
import de.stadtkern.kernel.desk.Lessons.Times;
import de.stadtkern.kernel.desk.Lessons.Week;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what a period teaches. Reads only; the page says every definition in words. */
@Component
class LessonRows {

    /* The proposals raised in the period with what became of them. */
    private static final String CASES = """
            with cases as (
                select p.raised_at, d.id is not null as decided,
                    d.kind in ('ACCEPTED', 'CHANGED') and exists (
                        select from proof f join proof_link l on l.proof_id = f.id
                        where f.decision_id = d.id and jsonb_typeof(f.content -> 'work') = 'object') as acted,
                    d.kind in ('REJECTED', 'NO_ACTION') as no_action,
                    d.id is null and p.valid_until <= :now as lapsed,
                    p.urgency = 'URGENT' and d.id is null and p.valid_until <= :now as missed,
                    extract(epoch from d.decided_at - p.raised_at) / 60 as to_decision,
                    extract(epoch from w.started_at - d.decided_at) / 60 as to_start,
                    extract(epoch from w.done_at - w.started_at) / 60 as work,
                    extract(epoch from w.started_at - p.raised_at) / 60 as lead
                from proposal_whole p
                left join decision d on d.proposal_id = p.id
                left join work_order w on w.decision_id = d.id
                where p.municipality_id = :municipality and p.state <> 'MERGED'
                  and p.raised_at >= :from and p.raised_at < :until)
            """;

    /* The tours begun in the period that are over. */
    private static final String DRIVEN = """
            with driven as (
                select coalesce(proven_metres, done_metres) / 1000 as km, proven_metres / 1000 as proven_km,
                    extract(epoch from ended_at - started_at) / 3600 as hours,
                    planned_metres / 1000 as planned_km, planned_seconds / 3600 as planned_hours,
                    euros_per_km, euros_per_hour, grams_co2_per_km / 1000 as co2_per_km
                from desk_tour
                where municipality_id = :municipality and started_at >= :from and started_at < :until
                  and ended_at is not null)
            """;

    private final JdbcClient jdbc;

    LessonRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Lessons read(Areas.Area area, Days days, Instant now) {
        return new Lessons(
                area.id(),
                area.name(),
                days.first(),
                days.last(),
                now,
                one(Counts.class, CASES + """
                        select count(*) as warned, count(*) filter (where decided) as decided,
                            count(*) filter (where acted) as acted, count(*) filter (where no_action) as no_action,
                            count(*) filter (where missed) as missed, count(*) filter (where lapsed) as lapsed
                        from cases""", area, days, now),
                one(Times.class, CASES + """
                        select percentile_cont(0.5) within group (order by to_decision) as decision_median,
                            percentile_cont(0.9) within group (order by to_decision) as decision_p90,
                            percentile_cont(0.5) within group (order by to_start) as start_median,
                            percentile_cont(0.5) within group (order by work) as work_median,
                            percentile_cont(0.5) within group (order by lead) as lead_median
                        from cases""", area, days, now),
                one(Driving.class, DRIVEN + """
                        select count(*) as tours, coalesce(sum(km), 0) as kilometres,
                            coalesce(sum(proven_km), 0) as proven_kilometres, coalesce(sum(hours), 0) as hours,
                            count(euros_per_km + euros_per_hour) as priced,
                            sum(km * euros_per_km + hours * euros_per_hour) as euros,
                            count(co2_per_km) as weighed, sum(km * co2_per_km) as kilograms_co2
                        from driven""", area, days, now),
                one(Comparison.class, DRIVEN + """
                        select count(*) as tours, coalesce(sum(planned_km), 0) as planned_kilometres,
                            coalesce(sum(km), 0) as driven_kilometres, coalesce(sum(planned_hours), 0) as planned_hours,
                            coalesce(sum(hours), 0) as driven_hours,
                            sum(planned_km * euros_per_km + planned_hours * euros_per_hour) as planned_euros,
                            sum(km * euros_per_km + hours * euros_per_hour) as driven_euros,
                            sum(planned_km * co2_per_km) as planned_co2, sum(km * co2_per_km) as driven_co2
                        from driven where planned_km is not null""", area, days, now),
                listMaterials(area, days, now),
                listWeeks(area, days, now));
    }

    private List<Material> listMaterials(Areas.Area area, Days days, Instant now) {
        return asked("""
                select material ->> 'name' as name, material ->> 'unit' as unit, sum((material ->> 'amount')::float8) as amount
                from desk_tour t
                join proof f on f.id = t.proof_id
                cross join lateral jsonb_array_elements(f.content #> '{work,tour,materials}') material
                where t.municipality_id = :municipality and t.started_at >= :from and t.started_at < :until
                group by 1, 2 order by 1, 2""", area, days, now)
                .query(DataClassRowMapper.newInstance(Material.class))
                .list();
    }

    private List<Week> listWeeks(Areas.Area area, Days days, Instant now) {
        return asked(CASES + """
                select date_trunc('week', raised_at at time zone 'Europe/Berlin')::date as monday, count(*) as warned,
                    count(*) filter (where decided) as decided, count(*) filter (where acted) as acted,
                    count(*) filter (where missed) as missed
                from cases group by 1 order by 1""", area, days, now)
                .query((rs, n) -> new Week(
                        rs.getObject("monday", LocalDate.class),
                        rs.getInt("warned"),
                        rs.getInt("decided"),
                        rs.getInt("acted"),
                        rs.getInt("missed")))
                .list();
    }

    private <T> T one(Class<T> type, String sql, Areas.Area area, Days days, Instant now) {
        return asked(sql, area, days, now)
                .query(DataClassRowMapper.newInstance(type))
                .single();
    }

    private JdbcClient.StatementSpec asked(String sql, Areas.Area area, Days days, Instant now) {
        return jdbc.sql(sql)
                .param("municipality", area.id())
                .param("from", days.sqlFrom())
                .param("until", days.sqlUntil())
                .param("now", now.atOffset(ZoneOffset.UTC));
    }
}
