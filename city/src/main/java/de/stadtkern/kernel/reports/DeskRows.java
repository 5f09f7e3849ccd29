package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.TableQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of reports for those who handle them. */
@Component
class DeskRows {

    private static final Duration SOON = Duration.ofDays(2);

    /** The next deadline of an open report: that of the answer while there is none. */
    private static final String DUE =
            "case when r.closed_at is null then case when r.answered_at is null then r.answer_by else r.solve_by end"
                    + " end";

    private static final String WANTED = """
        where r.municipality_id = any(:municipalities)
          and (:moderation = '' or r.moderation = :moderation)
          and (cardinality(:states) = 0 or r.state = any(:states))
          and (cardinality(:categories) = 0 or r.category_id = any(:categories))
          and (cardinality(:departments) = 0 or r.department_id = any(:departments))
          and (:any or %s < :until)
          and concat_ws(' ', r.description, r.released_text, r.place, r.address, r.id) ilike all (:words)
        """.formatted(DUE);

    private static final Map<String, String> ORDER = Map.of(
            "number", "r.id",
            "due", DUE,
            "created", "r.created_at",
            "updated", "r.updated_at",
            "category", "r.category_id",
            "state", "r.state",
            "address", "r.address",
            "votes", "r.votes");

    private final JdbcClient jdbc;
    private final ReportRows rows;

    DeskRows(JdbcClient jdbc, ReportRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    long count(Collection<Long> municipalities, DeskFilter filter, Instant now) {
        return wanted("select count(*) from report r " + WANTED, municipalities, filter, now)
                .query(Long.class)
                .single();
    }

    List<Report> list(Collection<Long> municipalities, DeskFilter filter, TableQuery query, Instant now) {
        return wanted(
                        ReportRows.SELECT + WANTED + " order by " + query.orderBy(ORDER, "r.id")
                                + " limit :limit offset :offset",
                        municipalities,
                        filter,
                        now)
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query((rs, n) -> rows.report(rs))
                .list();
    }

    private JdbcClient.StatementSpec wanted(
            String sql, Collection<Long> municipalities, DeskFilter filter, Instant now) {
        Report.Moderation moderation = filter.moderation();
        return jdbc.sql(sql)
                .param("municipalities", DeskFilter.array(municipalities))
                .param("moderation", moderation == null ? "" : moderation.name())
                .param("states", filter.states().stream().map(Enum::name).toArray(String[]::new))
                .param("categories", DeskFilter.array(filter.categories()))
                .param("departments", DeskFilter.array(filter.departments()))
                .param("any", filter.due() == DeskFilter.Due.ANY)
                .param("until", ReportRows.utc(filter.due() == DeskFilter.Due.SOON ? now.plus(SOON) : now))
                .param("words", SearchWords.of(filter.words()).patterns());
    }
}
