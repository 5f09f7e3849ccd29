package de.stadtkern.kernel.notifications;

import static de.stadtkern.kernel.notifications.MessageRows.at;

import de.stadtkern.kernel.portal.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where people are reached: the tables notification_choice, notification_phone and notification_browser. */
@Component
class ReachRows {

    private final JdbcClient jdbc;

    ReachRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when the person has never said. */
    Optional<Boolean> findChoice(long person, String topic, Channel channel) {
        return jdbc.sql("""
            select wanted from notification_choice
            where person_id = :person and topic = :topic and channel = :channel\
            """)
                .param("person", person)
                .param("topic", topic)
                .param("channel", channel.name())
                .query(Boolean.class)
                .optional();
    }

    void choose(long person, String topic, Channel channel, boolean wanted) {
        jdbc.sql("""
            insert into notification_choice (person_id, topic, channel, wanted)
            values (:person, :topic, :channel, :wanted)
            on conflict (person_id, topic, channel) do update set wanted = excluded.wanted\
            """)
                .param("person", person)
                .param("topic", topic)
                .param("channel", channel.name())
                .param("wanted", wanted)
                .update();
    }

    /** What the person ever chose: topic, channel, wanted. */
    List<Map<String, @Nullable Object>> listChoices(long person) {
        return jdbc.sql("""
            select topic, channel, wanted from notification_choice
            where person_id = :person order by topic, channel\
            """).param("person", person).query().listOfRows();
    }

    Optional<String> findPhone(long person) {
        return jdbc.sql("select number from notification_phone where person_id = :person")
                .param("person", person)
                .query(String.class)
                .optional();
    }

    /** @param number null to forget it */
    void setPhone(long person, @Nullable String number) {
        jdbc.sql("delete from notification_phone where person_id = :person")
                .param("person", person)
                .update();
        if (number != null) {
            jdbc.sql("insert into notification_phone (person_id, number) values (:person, :number)")
                    .param("person", person)
                    .param("number", number)
                    .update();
        }
    }

    /** Whoever uses the browser now is told there; who used it before is not any more. */
    void insert(Browser browser) {
        jdbc.sql("""
            insert into notification_browser
                (person_id, endpoint, public_key, secret, language, label, added_at)
            values (:person, :endpoint, :key, :secret, :language, :label, :now)
            on conflict (endpoint) do update set person_id = excluded.person_id,
                public_key = excluded.public_key, secret = excluded.secret, language = excluded.language,
                label = excluded.label, added_at = excluded.added_at\
            """)
                .param("person", browser.personId())
                .param("endpoint", browser.endpoint())
                .param("key", browser.publicKey())
                .param("secret", browser.secret())
                .param("language", browser.language().name())
                .param("label", browser.label())
                .param("now", at(browser.addedAt()))
                .update();
    }

    List<Browser> listBrowsers(long person) {
        return jdbc.sql("select * from notification_browser where person_id = :person order by id")
                .param("person", person)
                .query(ReachRows::browser)
                .list();
    }

    /** Whether there was one of this person. */
    boolean deleteBrowser(long id, long person) {
        return jdbc.sql("delete from notification_browser where id = :id and person_id = :person")
                        .param("id", id)
                        .param("person", person)
                        .update()
                > 0;
    }

    private static Browser browser(ResultSet rs, int row) throws SQLException {
        return new Browser(
                rs.getLong("id"),
                rs.getLong("person_id"),
                rs.getString("endpoint"),
                rs.getString("public_key"),
                rs.getString("secret"),
                Language.valueOf(rs.getString("language")),
                rs.getString("label"),
                rs.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    /** Forgets all of a person that left. */
    void forget(long person, Instant now) {
        for (String table : List.of("notification_choice", "notification_phone", "notification_browser")) {
            jdbc.sql("delete from " + table + " where person_id = :person")
                    .param("person", person)
                    .update();
        }
        jdbc.sql("delete from standby where person_id = :person and ends_at > :now")
                .param("person", person)
                .param("now", at(now))
                .update();
    }
}
