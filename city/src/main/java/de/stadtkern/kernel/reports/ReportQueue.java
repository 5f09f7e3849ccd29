package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.TableQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for those who handle reports, in all municipalities where the signed-in person may. */
@Component
public class ReportQueue {

    private static final Duration SOON = Duration.ofDays(2);
    private static final int NEAR_METRES = 200;
    private static final int MOST_NEAR = 8;

    private static final String DUE =
            "case when r.answered_at is null then least(r.answer_by, r.solve_by) else r.solve_by end";
    private static final String OPEN = "(r.state in ('RECEIVED', 'IN_PROGRESS') and r.moderation <> 'BLOCKED')";
    private static final String UNREVIEWED = """
        (r.moderation = 'PENDING' or r.moderation = 'RELEASED' and exists (
            select from report_photo p where p.report_id = r.id and p.state = 'PENDING'))\
        """;
    private static final String WHERE = """
        where r.municipality_id in (:municipalities) and %s
          and (:category = '' or r.category_id::text = :category)
          and (:state = '' or r.state = :state)
          and (:who = '' or :who = 'd' || r.department_id or :who = 'b' || r.body_id
            or :who = 'nobody' and r.department_id is null and r.body_id is null
            or :who = 'mine' and r.department_id in (
                select department_id from department_member where person_id = :person))
          and concat_ws(' ', r.id, r.address, r.place, r.description, r.released_text, r.name, r.mail) ilike :pattern
        """;
    private static final Map<String, String> COLUMNS = Map.of(
            "number", "r.id",
            "due", "case when " + OPEN + " then " + DUE + " end",
            "created", "r.created_at",
            "category", "(select name_de from report_category c where c.id = r.category_id)",
            "place", "coalesce(nullif(r.address, ''), r.place)",
            "state", "r.state",
            "responsible", "coalesce(d.name, b.name)");

    private final JdbcClient jdbc;
    private final ReportRows rows;
    private final Access access;
    private final Clock clock;

    ReportQueue(JdbcClient jdbc, ReportRows rows, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.access = access;
        this.clock = clock;
    }

    /** What somebody wants to see first. */
    public enum Attention {
        OPEN,
        UNREVIEWED,
        SOON,
        OVERDUE,
        ALL;

        private String sql() {
            return switch (this) {
                case OPEN -> "(" + ReportQueue.OPEN + " or " + ReportQueue.UNREVIEWED + ")";
                case UNREVIEWED -> ReportQueue.UNREVIEWED;
                case SOON -> ReportQueue.OPEN + " and " + DUE + " >= :now and " + DUE + " < :soon";
                case OVERDUE -> ReportQueue.OPEN + " and " + DUE + " < :now";
                case ALL -> "true";
            };
        }
    }

    /**
     * Which reports.
     *
     * @param who {@code mine} for the departments of the signed-in person, {@code nobody}, the key of a
     *     {@link Responsible}, or empty for all
     * @param category its id, or empty for all
     * @param state its name, or empty for all
     */
    public record Filter(Attention attention, String who, String category, String state) {}

    /** A report near another one, with how far it is. */
    public record Near(Report report, long metres) {}

    /** The reports; refused with 403 when the signed-in person handles none anywhere. */
    public Rows<Report> rows(Filter filter) {
        return new Found(filter, access.requireAnywhere(Permission.HANDLE_REPORTS));
    }

    /** How many there are of each. */
    public long count(Attention attention) {
        return rows(new Filter(attention, "", "", "")).count(new TableQuery("", "number", false, 1, 0));
    }

    /** Departments and bodies outside of the municipality, by name. */
    public List<Responsible> listResponsibles(long municipality) {
        access.require(Permission.HANDLE_REPORTS, municipality);
        return jdbc.sql("""
            select id as department, null::bigint as body, name from department where municipality_id = :municipality
            union all select null, id, name from report_body where municipality_id = :municipality order by name\
            """)
                .param("municipality", municipality)
                .query((rs, n) -> new Responsible(
                        rs.getObject("department", Long.class), rs.getObject("body", Long.class), rs.getString("name")))
                .list();
    }

    /** Others of the municipality near it, that are open or of its category; the nearest first. */
    public List<Near> listNear(Report report) {
        access.require(Permission.HANDLE_REPORTS, report.municipalityId());
        Position place = report.place().position();
        if (place == null) {
            return List.of();
        }
        double north = PublicQuery.north(NEAR_METRES);
        double east = PublicQuery.east(place, NEAR_METRES);
        return jdbc
                .sql(ReportRows.SELECT + """
                    where r.municipality_id = :municipality and r.id <> :id and r.merged_into is null
                      and r.pt <@ box(point(:west, :south), point(:east, :north))
                      and (r.state in ('RECEIVED', 'IN_PROGRESS') or r.category_id = :category)
                    order by r.id desc limit 200\
                    """)
                .param("municipality", report.municipalityId())
                .param("id", report.number())
                .param("category", report.categoryId())
                .param("west", place.microLon() - east)
                .param("east", place.microLon() + east)
                .param("south", place.microLat() - north)
                .param("north", place.microLat() + north)
                .query((rs, n) -> rows.report(rs))
                .list()
                .stream()
                .map(one -> new Near(
                        one,
                        Math.round(
                                Objects.requireNonNull(one.place().position()).metresTo(place))))
                .filter(one -> one.metres() <= NEAR_METRES)
                .sorted(Comparator.comparing(Near::metres))
                .limit(MOST_NEAR)
                .toList();
    }

    private final class Found implements Rows<Report> {

        private final Filter filter;
        private final Collection<Long> municipalities;

        private Found(Filter filter, Set<Long> municipalities) {
            this.filter = filter;
            this.municipalities = municipalities;
        }

        @Override
        public long count(TableQuery query) {
            return asked("select count(*) from report r " + where(), query)
                    .query((rs, n) -> rs.getLong(1))
                    .single();
        }

        @Override
        public List<Report> list(TableQuery query) {
            return asked(
                            ReportRows.SELECT + where() + " order by " + query.orderBy(COLUMNS, "r.id")
                                    + " limit :limit offset :offset",
                            query)
                    .param("limit", query.limit())
                    .param("offset", query.offset())
                    .query((rs, n) -> rows.report(rs))
                    .list();
        }

        private String where() {
            return WHERE.formatted(filter.attention().sql());
        }

        private JdbcClient.StatementSpec asked(String sql, TableQuery query) {
            Instant now = clock.instant();
            return jdbc.sql(sql)
                    .param("municipalities", municipalities)
                    .param("category", filter.category())
                    .param("state", filter.state())
                    .param("who", filter.who())
                    .param("person", access.person().id())
                    .param("pattern", query.pattern())
                    .param("now", ReportRows.utc(now))
                    .param("soon", ReportRows.utc(now.plus(SOON)));
        }
    }
}
