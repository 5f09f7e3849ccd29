package de.stadtkern.kernel.notifications;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table notification_letter. */
@Component
class LetterRows {

    private static final int MOST_AT_ONCE = 200;

    private final JdbcClient jdbc;

    LetterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is to be sent. */
    record Letter(long id, String address, String subject, String text) {}

    void insert(String address, String subject, String text, Instant now) {
        jdbc.sql("""
            insert into notification_letter (address, subject, text, created_at, due_at)
            values (:address, :subject, :text, :now, :now)\
            """)
                .param("address", address)
                .param("subject", subject)
                .param("text", text)
                .param("now", Timestamp.from(now))
                .update();
    }

    boolean isDue(Instant now) {
        return jdbc.sql("select exists (select from notification_letter where due_at <= :now)")
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    /** The letters that are to be sent now. They come again, each time later (2, 4, 8 … 64 minutes), until deleted. */
    List<Letter> claim(Instant now) {
        return jdbc.sql("""
            update notification_letter set tries = tries + 1,
                due_at = :now::timestamptz + make_interval(mins => power(2, least(tries, 5) + 1)::int)
            where id in (
                select id from notification_letter where due_at <= :now
                order by due_at limit :most for update skip locked)
            returning id, address, subject, text\
            """)
                .param("now", Timestamp.from(now))
                .param("most", MOST_AT_ONCE)
                .query((rs, n) -> new Letter(
                        rs.getLong("id"), rs.getString("address"), rs.getString("subject"), rs.getString("text")))
                .list();
    }

    void delete(long id) {
        jdbc.sql("delete from notification_letter where id = :id")
                .param("id", id)
                .update();
    }

    void deleteTo(String address) {
        jdbc.sql("delete from notification_letter where lower(address) = lower(:address)")
                .param("address", address)
                .update();
    }

    void deleteBefore(Instant end) {
        jdbc.sql("delete from notification_letter where created_at < :end")
                .param("end", Timestamp.from(end))
                .update();
    }
}
