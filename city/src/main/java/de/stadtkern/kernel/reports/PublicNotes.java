package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.reports.Report.State;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of many public reports at once, for programs; reads the public views and nothing else. */
@Component
public class PublicNotes {

    private final JdbcClient jdbc;

    PublicNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was said last of a report.
     *
     * @param text may be empty
     * @param stateAt since when it is in its state
     */
    public record Latest(long number, String text, Instant stateAt) {}

    /** Something said of a report, in the state that it had then. */
    public record Update(long id, long number, Instant at, State state, String text) {}

    /** By number; of those of which nothing was said yet, since when they are there. */
    public Map<Long, Latest> latest(Collection<Long> numbers) {
        return jdbc
                .sql("""
                    select r.id, coalesce((select n.text from public_report_note n where n.report_id = r.id and n.text <> ''
                            order by n.at desc, n.id desc limit 1), '') as text,
                        coalesce((select max(n.at) from public_report_note n where n.report_id = r.id and n.state is not null),
                            r.created_at) as state_at
                    from public_report r where r.id = any(:numbers)\
                    """)
                .param("numbers", numbers.toArray(Long[]::new))
                .query((rs, n) ->
                        new Latest(rs.getLong("id"), rs.getString("text"), ReportRows.instant(rs, "state_at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Latest::number, latest -> latest));
    }

    /** Said in the municipality from then until before the other time, oldest first. */
    public List<Update> list(long municipality, Instant from, Instant until, int limit) {
        return jdbc.sql("""
            select n.id, n.report_id, n.at, n.text, coalesce(n.state, (
                select o.state from public_report_note o
                where o.report_id = n.report_id and o.state is not null and (o.at, o.id) < (n.at, n.id)
                order by o.at desc, o.id desc limit 1), 'RECEIVED') as state
            from public_report_note n join public_report r on r.id = n.report_id
            where r.municipality_id = :municipality and n.at >= :from and n.at < :until
            order by n.at, n.id limit :limit\
            """)
                .param("municipality", municipality)
                .param("from", ReportRows.utc(from))
                .param("until", ReportRows.utc(until))
                .param("limit", limit)
                .query((rs, n) -> new Update(
                        rs.getLong("id"),
                        rs.getLong("report_id"),
                        ReportRows.instant(rs, "at"),
                        State.valueOf(rs.getString("state")),
                        rs.getString("text")))
                .list();
    }
}
