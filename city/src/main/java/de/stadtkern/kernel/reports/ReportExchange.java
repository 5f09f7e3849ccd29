package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the program itself exchanges with programs of others: nobody is signed in, and nothing of it becomes public. */
@Component
public class ReportExchange {

    private static final Duration SAME_AGAIN = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final ReportRows rows;
    private final DutyRows duties;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    ReportExchange(JdbcClient jdbc, ReportRows rows, DutyRows duties, LiveUpdates liveUpdates, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.duties = duties;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** A report for which a body outside is responsible. */
    public record Outside(long number, long bodyId, long municipalityId) {}

    /** Refused with 404 when there is none. */
    public Report get(long number) {
        return rows.get(number);
    }

    /** The report that came with this token. */
    public Optional<Long> find(long municipality, String clientToken) {
        return rows.findByToken(municipality, clientToken);
    }

    /** The open, released reports for which a body with an Open311 interface is responsible. */
    public List<Outside> listOutside() {
        return jdbc.sql("""
            select r.id, b.id as body, r.municipality_id from report r join report_body b on b.id = r.body_id
            where b.open311 is not null and r.moderation = 'RELEASED' and r.state in ('RECEIVED', 'IN_PROGRESS')
            order by r.id\
            """)
                .query((rs, n) -> new Outside(rs.getLong("id"), rs.getLong("body"), rs.getLong("municipality_id")))
                .list();
    }

    /** With the key of its interface, which nobody is to see. */
    public Optional<ReportBody> findBody(long municipality, long id) {
        return duties.listBodies(municipality).stream()
                .filter(body -> body.id() == id)
                .findFirst();
    }

    /**
     * Written into the history for those who handle the report, who decide what becomes of it. The same again within ten
     * minutes is the same note; refused with 404 when the municipality has no such report.
     *
     * @param from whose program says it
     * @return id of the note
     */
    @Transactional
    public long note(long municipality, long number, String text, String from) {
        Report report = rows.hold(number);
        if (report.municipalityId() != municipality) {
            throw Refusal.notFound("reports.refusal.report");
        }
        Instant now = clock.instant();
        long id = jdbc.sql("""
            with same as (
                select id from report_note where report_id = :id and kind = 'INTERNAL' and text = :text
                  and person_name = :from and at > :since limit 1),
            fresh as (
                insert into report_note (report_id, municipality_id, at, kind, text, person_name)
                select :id, :municipality, :now, 'INTERNAL', :text, :from where not exists (select from same)
                returning id)
            select id from same union all select id from fresh\
            """)
                .param("id", number)
                .param("municipality", municipality)
                .param("text", text.strip())
                .param("from", from)
                .param("since", ReportRows.utc(now.minus(SAME_AGAIN)))
                .param("now", ReportRows.utc(now))
                .query((rs, n) -> rs.getLong(1))
                .single();
        liveUpdates.announce(Reports.TOPIC);
        return id;
    }
}
