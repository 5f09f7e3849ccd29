package de.stadtkern.services.open311;

import de.stadtkern.kernel.reports.ReportExchange.Outside;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was sent to bodies outside, and what still is to be. */
@Component
class SentRows {

    private final JdbcClient jdbc;

    SentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A report that a body outside gets, or has got.
     *
     * @param tries how often it was not taken
     * @param since when it was first to be sent
     * @param token by which the body calls it until it has a number
     * @param remoteId its number there; null while there is none
     * @param said what the body said last of how it stands
     * @param seen its updates that were noted
     */
    record Sent(
            long number,
            long bodyId,
            long municipalityId,
            int tries,
            Instant since,
            @Nullable String token,
            @Nullable String remoteId,
            String said,
            Set<String> seen) {}

    /** Nothing when it is known. */
    void insert(Outside report, Instant now) {
        jdbc.sql("""
            insert into open311_sent (report_id, body_id, municipality_id, state, since, next_at)
            values (:number, :body, :municipality, 'WAITING', :now, :now) on conflict do nothing\
            """)
                .param("number", report.number())
                .param("body", report.bodyId())
                .param("municipality", report.municipalityId())
                .param("now", utc(now))
                .update();
    }

    List<Sent> listDue(Instant now) {
        return jdbc.sql("select * from open311_sent where state = 'WAITING' and next_at <= :now order by next_at limit"
                        + " 100")
                .param("now", utc(now))
                .query((rs, n) -> sent(rs))
                .list();
    }

    /** Those that were sent and not closed there before then. */
    List<Sent> listSent(Instant closedAfter) {
        return jdbc.sql("""
            select * from open311_sent where state = 'SENT' and (closed_at is null or closed_at > :after)
            order by body_id, report_id\
            """)
                .param("after", utc(closedAfter))
                .query((rs, n) -> sent(rs))
                .list();
    }

    void setSent(Sent one, @Nullable String token, @Nullable String remoteId) {
        update(one, "state = 'SENT', token = :token, remote_id = :remote")
                .param("token", token)
                .param("remote", remoteId)
                .update();
    }

    void setFailed(Sent one, boolean givenUp, Instant next) {
        update(one, "state = :state, tries = tries + 1, next_at = :next")
                .param("state", givenUp ? "GIVEN_UP" : "WAITING")
                .param("next", utc(next))
                .update();
    }

    void setSaid(Sent one, String said, @Nullable Instant closedAt) {
        update(one, "said = :said, closed_at = :closed::timestamptz")
                .param("said", said)
                .param("closed", closedAt == null ? null : utc(closedAt))
                .update();
    }

    void addSeen(Sent one, Collection<String> updates) {
        update(one, "seen = seen || :updates::text[]")
                .param("updates", updates.toArray(String[]::new))
                .update();
    }

    void delete(Sent one) {
        jdbc.sql("delete from open311_sent where report_id = :number and body_id = :body")
                .param("number", one.number())
                .param("body", one.bodyId())
                .update();
    }

    private JdbcClient.StatementSpec update(Sent one, String values) {
        return jdbc.sql("update open311_sent set " + values + " where report_id = :number and body_id = :body")
                .param("number", one.number())
                .param("body", one.bodyId());
    }

    private static Sent sent(ResultSet rs) throws SQLException {
        return new Sent(
                rs.getLong("report_id"),
                rs.getLong("body_id"),
                rs.getLong("municipality_id"),
                rs.getInt("tries"),
                rs.getObject("since", OffsetDateTime.class).toInstant(),
                rs.getString("token"),
                rs.getString("remote_id"),
                rs.getString("said"),
                Set.of((String[]) rs.getArray("seen").getArray()));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
