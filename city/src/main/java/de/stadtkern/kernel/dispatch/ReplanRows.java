package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.Replan.Content;
import de.stadtkern.kernel.dispatch.Replan.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table dispatch_replan. */
@Component
class ReplanRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReplanRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    long insert(long orderId, long municipalityId, String why, Content content, String by, Instant now) {
        return jdbc.sql("""
                        insert into dispatch_replan (order_id, municipality_id, made_at, made_by, why, content, state)
                        values (:order, :municipality, :now, :by, :why, :content::jsonb, 'OPEN') returning id""")
                .param("order", orderId)
                .param("municipality", municipalityId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("why", why)
                .param("content", json.writeValueAsString(content))
                .query(Long.class)
                .single();
    }

    Optional<Replan> find(long id) {
        return jdbc.sql("select * from dispatch_replan where id = :id")
                .param("id", id)
                .query(this::replan)
                .optional();
    }

    /** Newest first. */
    List<Replan> listOf(long orderId) {
        return jdbc.sql("select * from dispatch_replan where order_id = :order order by id desc")
                .param("order", orderId)
                .query(this::replan)
                .list();
    }

    /** What services suggest for orders of these municipalities that are not done, oldest first. */
    List<Replan> listSuggested(Collection<Long> municipalities) {
        return jdbc.sql("""
                        select r.* from dispatch_replan r join work_order w on w.id = r.order_id
                        where r.state = 'OPEN' and r.made_by = '' and r.municipality_id = any(:municipalities)
                          and w.done_at is null
                        order by r.id""")
                .param("municipalities", municipalities.toArray(Long[]::new))
                .query(this::replan)
                .list();
    }

    void decide(long id, State state, String reason, String by, Instant now) {
        jdbc.sql("""
                        update dispatch_replan set state = :state, reason = :reason, decided_by = :by, decided_at = :now
                        where id = :id""")
                .param("state", state.name())
                .param("reason", reason)
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** Those of the order that services suggest are not open any more. */
    void replaceSuggested(long orderId) {
        jdbc.sql("""
                        update dispatch_replan set state = 'REPLACED'
                        where order_id = :order and state = 'OPEN' and made_by = ''""").param("order", orderId).update();
    }

    /** The others of the order that are open are not any more. */
    void replaceOthers(long orderId) {
        jdbc.sql("update dispatch_replan set state = 'REPLACED' where order_id = :order and state = 'OPEN'")
                .param("order", orderId)
                .update();
    }

    private Replan replan(ResultSet rs, int row) throws SQLException {
        OffsetDateTime decidedAt = rs.getObject("decided_at", OffsetDateTime.class);
        return new Replan(
                rs.getLong("id"),
                rs.getLong("order_id"),
                rs.getLong("municipality_id"),
                rs.getObject("made_at", OffsetDateTime.class).toInstant(),
                rs.getString("made_by"),
                rs.getString("why"),
                json.readValue(rs.getString("content"), Content.class),
                State.valueOf(rs.getString("state")),
                decidedAt == null ? null : decidedAt.toInstant(),
                rs.getString("decided_by"),
                rs.getString("reason"));
    }
}
