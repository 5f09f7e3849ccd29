package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.desk.DayReport.Came;
import de.stadtkern.kernel.desk.DayReport.Decided;
import de.stadtkern.kernel.desk.DayReport.Driven;
import de.stadtkern.kernel.desk.DayReport.Grades;
import de.stadtkern.kernel.desk.DayReport.Kept;
import de.stadtkern.kernel.desk.DayReport.Newest;
import de.stadtkern.kernel.operations.Evidence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the record says of a day. Reads only. */
@Component
class DayReportRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DayReportRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    DayReport read(Areas.Area area, Days day, Instant now) {
        return new DayReport(
                area,
                day,
                listProposals(area, day, now),
                listTours(area, day),
                listProofs(area, day),
                listAlarms(area, day),
                newest(area, day));
    }

    /** What was merged into another proposal is decided with that one. */
    private List<Decided> listProposals(Areas.Area area, Days day, Instant now) {
        return asked("""
                select * from (
                    select p.id, p.headline, p.place, p.urgency, p.raised_at, d.kind, d.measure, d.person_name, d.decided_at,
                        case when d.id is null and p.valid_until <= :now then p.valid_until end as lapsed_at
                    from proposal_whole p left join decision d on d.proposal_id = p.id
                    where p.municipality_id = :municipality and p.state <> 'MERGED' and p.raised_at < :until) p
                where raised_at >= :from or decided_at >= :from and decided_at < :until
                    or lapsed_at >= :from and lapsed_at < :until
                order by raised_at, id""", area, day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((rs, n) -> new Decided(
                        rs.getLong("id"),
                        rs.getString("headline"),
                        rs.getString("place"),
                        rs.getString("urgency"),
                        instant(rs, "raised_at"),
                        rs.getString("kind"),
                        rs.getString("measure"),
                        rs.getString("person_name"),
                        instantOrNull(rs, "decided_at"),
                        instantOrNull(rs, "lapsed_at")))
                .list();
    }

    private List<Driven> listTours(Areas.Area area, Days day) {
        return asked("""
                select *, coalesce(proven_metres, done_metres) as driven, proven_metres is not null as proven
                from desk_tour
                where municipality_id = :municipality and started_at >= :from and started_at < :until
                order by started_at, id""", area, day)
                .query((rs, n) -> new Driven(
                        rs.getLong("id"),
                        rs.getLong("order_id"),
                        rs.getString("name"),
                        rs.getString("vehicle"),
                        rs.getString("state"),
                        instant(rs, "started_at"),
                        instantOrNull(rs, "ended_at"),
                        rs.getDouble("driven"),
                        rs.getBoolean("proven"),
                        rs.getInt("left_stops")))
                .list();
    }

    private List<Kept> listProofs(Areas.Area area, Days day) {
        return asked("""
                select f.id, l.number, f.made_at, f.kind, f.content #>> '{decision,measure}' as measure,
                    f.content ->> 'place' as place, g.grades,
                    coalesce(f.content #> '{work,weatherAtStart}', f.content -> 'evidence', '[]') as weather
                from proof f
                join proof_link l on l.proof_id = f.id
                cross join lateral (
                    select coalesce(json_agg(json_build_object('grade', grade, 'streets', streets) order by grade), '[]')
                        as grades
                    from (select street ->> 'grade' as grade, count(*) as streets
                        from jsonb_array_elements(case when jsonb_typeof(f.content #> '{work,tour,streets}') = 'array'
                            then f.content #> '{work,tour,streets}' else '[]' end) street
                        where (street ->> 'share')::float8 > 0
                        group by 1) one) g
                where f.municipality_id = :municipality and f.made_at >= :from and f.made_at < :until
                  and f.kind in ('DECISION', 'TOUR')
                order by f.id""", area, day)
                .query((rs, n) -> new Kept(
                        rs.getLong("id"),
                        rs.getLong("number"),
                        instant(rs, "made_at"),
                        rs.getString("kind"),
                        rs.getString("measure"),
                        rs.getString("place"),
                        Arrays.asList(json.readValue(rs.getString("grades"), Grades[].class)),
                        Arrays.asList(json.readValue(rs.getString("weather"), Evidence[].class))))
                .list();
    }

    /** Those raised for a test are none. */
    private List<Came> listAlarms(Areas.Area area, Days day) {
        return asked("""
                select a.id, a.severity, r.name as rule, a.place, a.raised_at, a.acknowledged_by, a.cleared_at
                from alarm a join alarm_rule r on r.id = a.rule_id
                where a.municipality_id = :municipality and a.raised_at >= :from and a.raised_at < :until
                  and a.subject <> 'test'
                order by a.raised_at, a.id""", area, day)
                .query((rs, n) -> new Came(
                        rs.getLong("id"),
                        rs.getString("severity"),
                        rs.getString("rule"),
                        rs.getString("place"),
                        instant(rs, "raised_at"),
                        rs.getString("acknowledged_by"),
                        instantOrNull(rs, "cleared_at")))
                .list();
    }

    private @Nullable Newest newest(Areas.Area area, Days day) {
        return asked("""
                select l.number, l.hash from proof_link l join proof f on f.id = l.proof_id
                where l.municipality_id = :municipality and f.made_at < :until order by l.number desc limit 1""", area, day)
                .query((rs, n) -> new Newest(rs.getLong("number"), rs.getString("hash")))
                .optional()
                .orElse(null);
    }

    private JdbcClient.StatementSpec asked(String sql, Areas.Area area, Days day) {
        return jdbc.sql(sql)
                .param("municipality", area.id())
                .param("from", day.sqlFrom())
                .param("until", day.sqlUntil());
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
