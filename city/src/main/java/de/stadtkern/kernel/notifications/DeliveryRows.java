package de.stadtkern.kernel.notifications;

import static de.stadtkern.kernel.notifications.MessageRows.at;
import static de.stadtkern.kernel.notifications.MessageRows.instant;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table notification_delivery. */
@Component
class DeliveryRows {

    private static final int MOST_AT_ONCE = 500;

    /** Its time has come, and if it is not urgent, the person got nothing by this channel lately. */
    private static final String DUE = """
            d.channel = :channel and d.due_at <= :now and (d.urgent or not exists (
                select from notification_delivery o where o.person_id = d.person_id and o.channel = d.channel
                  and o.sent_at > :now - make_interval(secs => :pause)))""";

    private final JdbcClient jdbc;

    DeliveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long message, long person, Channel channel, boolean urgent, Instant due) {
        jdbc.sql("""
                        insert into notification_delivery (notification_id, channel, person_id, urgent, due_at)
                        values (:message, :channel, :person, :urgent, :due)""")
                .param("message", message)
                .param("channel", channel.name())
                .param("person", person)
                .param("urgent", urgent)
                .param("due", at(due))
                .update();
    }

    boolean isDue(Channel channel, Instant now, Duration pause) {
        return jdbc.sql("select exists (select from notification_delivery d where " + DUE + ")")
                .param("channel", channel.name())
                .param("now", at(now))
                .param("pause", pause.toSeconds())
                .query(Boolean.class)
                .single();
    }

    /**
     * The messages that are to be sent now. They come again, each time later (2, 4, 8 … 64 minutes), until they are {@link
     * #sent} or {@link #drop}ped, or a week is over.
     */
    List<Long> claim(Channel channel, Instant now, Duration pause) {
        return jdbc.sql("""
                        update notification_delivery d set tries = d.tries + 1,
                            due_at = case when n.created_at > :now - interval '7 days'
                                then :now + make_interval(mins => power(2, least(d.tries, 5) + 1)::int) end
                        from notification n
                        where n.id = d.notification_id and (d.notification_id, d.channel) in (
                            select d.notification_id, d.channel from notification_delivery d where\s""" + DUE + """
                             order by d.due_at limit :most for update of d skip locked)
                        returning d.notification_id""")
                .param("channel", channel.name())
                .param("now", at(now))
                .param("pause", pause.toSeconds())
                .param("most", MOST_AT_ONCE)
                .query((rs, n) -> rs.getLong("notification_id"))
                .list();
    }

    /** The server of the channel took them. */
    void sent(Channel channel, Collection<Long> messages, Instant now) {
        jdbc.sql("""
                        update notification_delivery set sent_at = :now, due_at = null, error = null
                        where channel = :channel and notification_id in (:messages)""")
                .param("channel", channel.name())
                .param("messages", messages)
                .param("now", at(now))
                .update();
    }

    /** The server of the channel did not take them, for this reason. */
    void failed(Channel channel, Collection<Long> messages, String error) {
        jdbc.sql("""
                        update notification_delivery set error = :error
                        where channel = :channel and notification_id in (:messages)""")
                .param("channel", channel.name())
                .param("messages", messages)
                .param("error", error)
                .update();
    }

    /**
     * They are not sent any more.
     *
     * @param channel null for every one
     */
    void drop(@Nullable Channel channel, Collection<Long> messages) {
        if (!messages.isEmpty()) {
            jdbc.sql("""
                            update notification_delivery set due_at = null
                            where due_at is not null and (:channel::text is null or channel = :channel)
                              and notification_id in (:messages)""")
                    .param("channel", channel == null ? null : channel.name())
                    .param("messages", messages)
                    .update();
        }
    }

    /** What became of these messages, by message. */
    Map<Long, List<Receipt>> receipts(Collection<Long> messages) {
        return messages.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(
                                "select * from notification_delivery where notification_id in (:messages) order by channel")
                        .param("messages", messages)
                        .query((rs, n) -> Map.entry(rs.getLong("notification_id"), receipt(rs)))
                        .list()
                        .stream()
                        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static Receipt receipt(ResultSet rs) throws SQLException {
        Instant sentAt = instant(rs, "sent_at");
        String error = rs.getString("error");
        boolean over = rs.getObject("due_at") == null;
        Receipt.State state = sentAt != null
                ? Receipt.State.SENT
                : error != null ? Receipt.State.FAILED : over ? Receipt.State.DROPPED : Receipt.State.WAITING;
        return new Receipt(Channel.valueOf(rs.getString("channel")), state, sentAt, error);
    }
}
