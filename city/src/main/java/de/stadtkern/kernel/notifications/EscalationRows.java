package de.stadtkern.kernel.notifications;

import static de.stadtkern.kernel.notifications.MessageRows.at;
import static de.stadtkern.kernel.notifications.MessageRows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables escalation and escalation_step. */
@Component
class EscalationRows {

    private final JdbcClient jdbc;

    EscalationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A call that goes from one to the next.
     *
     * @param dueAt when the next are told; null when nobody is told any more
     * @param reached how far down the roster, 0 before the first position
     */
    record Running(long id, NewEscalation call, @Nullable Instant dueAt, int reached) {}

    /** The id; empty when one about the subject is running. */
    Optional<Long> insert(NewEscalation call) {
        return jdbc.sql("""
                        insert into escalation
                            (kind, subject, municipality_id, topic, text, arguments, path, begun_at, due_at)
                        values (:kind, :subject, :municipality, :topic, :text, :arguments, :path, :at, :at)
                        on conflict (kind, subject) where ended_at is null do nothing returning id""")
                .param("kind", call.kind())
                .param("subject", call.subject())
                .param("municipality", call.municipalityId())
                .param("topic", call.topic())
                .param("text", call.text())
                .param("arguments", call.arguments().toArray(String[]::new))
                .param("path", call.path())
                .param("at", at(call.at()))
                .query(Long.class)
                .optional();
    }

    boolean isDue(Instant now) {
        return jdbc.sql("select exists (select from escalation where due_at <= :now)")
                .param("now", at(now))
                .query(Boolean.class)
                .single();
    }

    /** Those whose time has come, held until the running transaction ends; none that another node holds. */
    List<Running> claimDue(Instant now) {
        return jdbc.sql("select * from escalation where due_at <= :now order by due_at for update skip locked")
                .param("now", at(now))
                .query(EscalationRows::running)
                .list();
    }

    void advance(long id, int reached, @Nullable Instant dueAt) {
        jdbc.sql("update escalation set reached = :reached, due_at = :due where id = :id")
                .param("id", id)
                .param("reached", reached)
                .param("due", dueAt == null ? null : at(dueAt))
                .update();
    }

    void insertStep(
            long escalation, OnCall.@Nullable Position position, long person, String name, long message, Instant now) {
        jdbc.sql("""
                        insert into escalation_step
                            (escalation_id, number, position, person_id, person_name, notification_id, told_at)
                        select :escalation, count(*) + 1, :position, :person, :name, :message, :now
                        from escalation_step where escalation_id = :escalation""")
                .param("escalation", escalation)
                .param("position", position == null ? null : position.name())
                .param("person", person)
                .param("name", name)
                .param("message", message)
                .param("now", at(now))
                .update();
    }

    Set<Long> told(long escalation) {
        return jdbc.sql("select person_id from escalation_step where escalation_id = :id")
                .param("id", escalation)
                .query((rs, n) -> rs.getLong("person_id"))
                .set();
    }

    /** The municipality whose call it was; empty when it was acknowledged before, or none is running. */
    Optional<Long> acknowledge(String kind, String subject, String person, Instant now) {
        return jdbc.sql("""
                        update escalation set acknowledged_at = :now, acknowledged_by = :person, due_at = null
                        where kind = :kind and subject = :subject and ended_at is null and acknowledged_at is null
                        returning municipality_id""")
                .param("kind", kind)
                .param("subject", subject)
                .param("person", person)
                .param("now", at(now))
                .query(Long.class)
                .optional();
    }

    boolean end(String kind, String subject, Instant now) {
        return jdbc.sql("""
                        update escalation set ended_at = :now, due_at = null
                        where kind = :kind and subject = :subject and ended_at is null""")
                        .param("kind", kind)
                        .param("subject", subject)
                        .param("now", at(now))
                        .update()
                > 0;
    }

    /** Whom the newest escalation about the subject has told, with the messages. */
    List<Told> listTold(String kind, String subject) {
        return jdbc.sql("""
                        select s.*, n.read_at from escalation_step s join notification n on n.id = s.notification_id
                        where s.escalation_id = (select max(id) from escalation where kind = :kind and subject = :subject)
                        order by s.number""")
                .param("kind", kind)
                .param("subject", subject)
                .query(EscalationRows::told)
                .list();
    }

    /** A step with the id of its message. */
    record Told(
            int number,
            OnCall.@Nullable Position position,
            long personId,
            String person,
            long message,
            Instant toldAt,
            @Nullable Instant seenAt) {}

    Optional<Escalations.Chain> find(String kind, String subject) {
        return jdbc.sql("""
                        select * from escalation where kind = :kind and subject = :subject order by id desc limit 1""")
                .param("kind", kind)
                .param("subject", subject)
                .query((rs, n) -> new Escalations.Chain(
                        rs.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        instant(rs, "due_at"),
                        instant(rs, "acknowledged_at"),
                        rs.getString("acknowledged_by"),
                        instant(rs, "ended_at")))
                .optional();
    }

    /** Forgets what began before that and is over. The messages that belonged to it, of which nobody needs to know any more. */
    List<Long> forget(Instant begunBefore) {
        String old = "from escalation where begun_at < :before and due_at is null";
        List<Long> messages = jdbc.sql("delete from escalation_step where escalation_id in (select id " + old
                        + ") returning notification_id")
                .param("before", at(begunBefore))
                .query((rs, n) -> rs.getLong("notification_id"))
                .list();
        jdbc.sql("delete " + old).param("before", at(begunBefore)).update();
        return messages;
    }

    private static Told told(ResultSet rs, int row) throws SQLException {
        String position = rs.getString("position");
        return new Told(
                rs.getInt("number"),
                position == null ? null : OnCall.Position.valueOf(position),
                rs.getLong("person_id"),
                rs.getString("person_name"),
                rs.getLong("notification_id"),
                rs.getObject("told_at", OffsetDateTime.class).toInstant(),
                instant(rs, "read_at"));
    }

    private static Running running(ResultSet rs, int row) throws SQLException {
        return new Running(
                rs.getLong("id"),
                new NewEscalation(
                        rs.getString("kind"),
                        rs.getString("subject"),
                        rs.getLong("municipality_id"),
                        rs.getString("topic"),
                        rs.getString("text"),
                        List.of((String[]) rs.getArray("arguments").getArray()),
                        rs.getString("path"),
                        rs.getObject("begun_at", OffsetDateTime.class).toInstant()),
                instant(rs, "due_at"),
                rs.getInt("reached"));
    }
}
