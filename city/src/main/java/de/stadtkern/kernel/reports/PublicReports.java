package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report.State;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What everybody may know of reports: reads the three public views and nothing else. */
@Component
public class PublicReports {

    private static final int MOST_SIMILAR = 5;

    private static final String SELECT = """
        select r.*, (select array_agg(p.id order by p.id) from public_report_photo p where p.report_id = r.id) as photos
        from (select * from public_report\
        """;

    private final JdbcClient jdbc;
    private final ReportCategories categories;
    private final ReportSettings settings;
    private final Clock clock;

    PublicReports(JdbcClient jdbc, ReportCategories categories, ReportSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.categories = categories;
        this.settings = settings;
        this.clock = clock;
    }

    public Optional<PublicReport> find(long number) {
        return list(PublicQuery.all().numbers(List.of(number)), 1, 0).stream().findFirst();
    }

    /** Refused with 404 when there is none that everybody may see. */
    public PublicReport get(long number) {
        return find(number).orElseThrow(() -> Refusal.notFound("reports.refusal.report"));
    }

    public List<PublicReport> list(PublicQuery query, int limit, long offset) {
        return jdbc.sql(SELECT + query.where() + " order by " + query.order()
                        + " limit :limit offset :offset) r order by " + query.order())
                .params(query.parameters())
                .param("limit", limit)
                .param("offset", offset)
                .query((rs, n) -> report(rs))
                .list();
    }

    public long count(PublicQuery query) {
        return jdbc.sql("select count(*) from public_report" + query.where())
                .params(query.parameters())
                .query(Long.class)
                .single();
    }

    /** What may be the same: of the category, within its radius, open or closed lately; nearest first. */
    public List<PublicReport> listSimilar(long categoryId, Position position) {
        ReportCategory category = categories.get(categoryId);
        return category.similarMetres() == 0
                ? List.of()
                : list(
                        PublicQuery.all()
                                .category(categoryId)
                                .openOrClosedSince(clock.instant().minus(settings.similarClosed()))
                                .around(position, category.similarMetres()),
                        MOST_SIMILAR,
                        0);
    }

    /** What became of it, oldest first; nothing when it is not public. */
    public List<PublicNote> listNotes(long number) {
        return jdbc.sql("select * from public_report_note where report_id = :number order by at, id")
                .param("number", number)
                .query((rs, n) -> new PublicNote(
                        rs.getLong("id"),
                        ReportRows.instant(rs, "at"),
                        ReportRows.state(rs.getString("state")),
                        rs.getString("text")))
                .list();
    }

    /** Refused with 404 when there is none that everybody may see. */
    public PublicPhoto getPhoto(long id) {
        return jdbc.sql("select id, report_id, jpeg from public_report_photo where id = :id")
                .param("id", id)
                .query((rs, n) -> new PublicPhoto(rs.getLong("id"), rs.getLong("report_id"), rs.getBytes("jpeg")))
                .optional()
                .orElseThrow(() -> Refusal.notFound("reports.refusal.photo"));
    }

    private static PublicReport report(ResultSet rs) throws SQLException {
        PGpoint pt = (PGpoint) rs.getObject("pt");
        return new PublicReport(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                new PublicReport.Category(
                        rs.getLong("category_id"),
                        rs.getString("code"),
                        rs.getString("grouping"),
                        new Names(rs.getString("name_de"), rs.getString("name_en"), rs.getString("name_leicht"))),
                pt == null ? null : Position.ofMicrodegrees(pt.x, pt.y),
                rs.getString("address"),
                rs.getString("text"),
                State.valueOf(rs.getString("state")),
                rs.getString("responsible"),
                ReportRows.instant(rs, "created_at"),
                ReportRows.instant(rs, "updated_at"),
                ReportRows.findInstant(rs, "closed_at"),
                ReportRows.instant(rs, "solve_by"),
                rs.getInt("votes"),
                rs.getObject("merged_into", Long.class),
                photos(rs.getArray("photos")));
    }

    private static List<Long> photos(@Nullable Array ids) throws SQLException {
        return ids == null ? List.of() : List.of((Long[]) ids.getArray());
    }
}
