package de.stadtkern.kernel.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table notification. */
@Component
class MessageRows {

    private static final String SELECT = """
            select n.*, e.kind, e.subject, e.acknowledged_by, e.ended_at from notification n
                left join escalation_step s on s.notification_id = n.id left join escalation e on e.id = s.escalation_id
            """;

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(Notice notice, boolean onRecord, Instant now) {
        return jdbc.sql("""
                        insert into notification (person_id, municipality_id, topic, text, arguments, path, on_record,
                            created_at)
                        values (:person, :municipality, :topic, :text, :arguments, :path, :onRecord, :now)
                        returning id""")
                .param("person", notice.personId())
                .param("municipality", notice.municipalityId())
                .param("topic", notice.topic())
                .param("text", notice.text())
                .param("arguments", notice.arguments().toArray(String[]::new))
                .param("path", notice.path())
                .param("onRecord", onRecord)
                .param("now", at(now))
                .query(Long.class)
                .single();
    }

    /** The newest first. */
    List<Message> list(long person, boolean unreadOnly, int most) {
        return jdbc.sql(SELECT + "where n.person_id = :person" + (unreadOnly ? " and n.read_at is null" : "")
                        + " order by n.id desc limit :most")
                .param("person", person)
                .param("most", most)
                .query(MessageRows::message)
                .list();
    }

    /** The message, when it is the person's. */
    Optional<Message> find(long id, long person) {
        return jdbc.sql(SELECT + "where n.id = :id and n.person_id = :person")
                .param("id", id)
                .param("person", person)
                .query(MessageRows::message)
                .optional();
    }

    List<Message> list(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "where n.id in (:ids) order by n.id")
                        .param("ids", ids)
                        .query(MessageRows::message)
                        .list();
    }

    /** The person has seen these; those of them that were unread. */
    List<Long> markRead(List<Long> ids, long person, Instant now) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("""
                                update notification set read_at = :now
                                where person_id = :person and read_at is null and id in (:ids) returning id""")
                        .param("ids", ids)
                        .param("person", person)
                        .param("now", at(now))
                        .query((rs, n) -> rs.getLong("id"))
                        .list();
    }

    List<Long> listUnread(long person) {
        return jdbc.sql("select id from notification where person_id = :person and read_at is null")
                .param("person", person)
                .query((rs, n) -> rs.getLong("id"))
                .list();
    }

    /** Forgets what was read before that, but for what is on record. */
    void forget(Instant readBefore) {
        jdbc.sql("delete from notification where read_at < :before and not on_record")
                .param("before", at(readBefore))
                .update();
    }

    void forget(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from notification where id in (:ids)")
                    .param("ids", ids)
                    .update();
        }
    }

    /** Forgets all messages of a person that left, but for what is on record. */
    void forgetPerson(long person) {
        jdbc.sql("delete from notification where person_id = :person and not on_record")
                .param("person", person)
                .update();
    }

    private static Message message(ResultSet rs, int row) throws SQLException {
        String kind = rs.getString("kind");
        return new Message(
                rs.getLong("id"),
                rs.getLong("person_id"),
                rs.getLong("municipality_id"),
                rs.getString("topic"),
                rs.getString("text"),
                List.of((String[]) rs.getArray("arguments").getArray()),
                rs.getString("path"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(rs, "read_at"),
                kind == null
                        ? null
                        : new Message.Call(
                                kind,
                                rs.getString("subject"),
                                rs.getString("acknowledged_by"),
                                rs.getObject("ended_at") != null));
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
