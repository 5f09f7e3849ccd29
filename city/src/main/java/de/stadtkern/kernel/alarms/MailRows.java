package de.stadtkern.kernel.alarms;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What of the table alarm_notice concerns mail. */
@Component
class MailRows {

    private static final int MOST_AT_ONCE = 500;

    private final JdbcClient jdbc;

    MailRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A notice that is to be sent. */
    record Due(long alarm, int position, long person) {}

    /**
     * The notices of open alarms whose time has come, of people who got no mail lately. They come again, each time later
     * (2, 4, 8 … 64 minutes), until {@link #sent} or {@link #skip} says that they need not.
     */
    List<Due> claim(Instant now, Duration pause) {
        return jdbc.sql("""
                        update alarm_notice n set mail_tries = n.mail_tries + 1,
                            mail_due_at = :now + make_interval(mins => power(2, least(n.mail_tries, 5) + 1)::int)
                        from (select c.alarm_id, c.position from alarm_notice c join alarm a on a.id = c.alarm_id
                            where c.mail_due_at <= :now and a.acknowledged_at is null and a.closed_at is null
                              and (a.cleared_at is null or c.mail_tries = 0)
                              and not exists (select from alarm_notice o
                                where o.person_id = c.person_id and o.mail_at > :now - make_interval(secs => :pause))
                            order by c.mail_due_at limit :most for update of c skip locked) due
                        where n.alarm_id = due.alarm_id and n.position = due.position
                        returning n.alarm_id, n.position, n.person_id""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("pause", pause.toSeconds())
                .param("most", MOST_AT_ONCE)
                .query((rs, n) -> new Due(rs.getLong("alarm_id"), rs.getInt("position"), rs.getLong("person_id")))
                .list();
    }

    /** The mail server took it. */
    void sent(Due due, Instant now) {
        jdbc.sql("""
                        update alarm_notice set mail_at = :now, mail_due_at = null, mail_error = null
                        where alarm_id = :alarm and position = :position""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("alarm", due.alarm)
                .param("position", due.position)
                .update();
    }

    /** The mail server did not take it, for this reason. */
    void failed(Due due, String error) {
        jdbc.sql("update alarm_notice set mail_error = :error where alarm_id = :alarm and position = :position")
                .param("error", error)
                .param("alarm", due.alarm)
                .param("position", due.position)
                .update();
    }

    /** The person has no address, or may not see the alarm any more. */
    void skip(Due due) {
        jdbc.sql("update alarm_notice set mail_due_at = null where alarm_id = :alarm and position = :position")
                .param("alarm", due.alarm)
                .param("position", due.position)
                .update();
    }
}
