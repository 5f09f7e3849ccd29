package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.portal.Language;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who follows which report. */
@Component
class FollowerRows {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 24;

    private final JdbcClient jdbc;

    FollowerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Somebody who follows, by mail or as a person.
     *
     * @param token nobody else knows it
     */
    record Follower(
            long id,
            long report,
            @Nullable String mail,
            @Nullable Long personId,
            Language language,
            String token) {}

    /** The token of the new one, who has confirmed already if it is a person; empty when they follow already. */
    Optional<String> insert(
            Report report, @Nullable String mail, @Nullable Long person, Language language, Instant now) {
        return jdbc.sql("""
            insert into report_follower (report_id, municipality_id, mail, person_id, language, token, created_at,
                confirmed_at)
            values (:report, :municipality, :mail, :person, :language, :token, :now, :confirmed)
            on conflict do nothing returning token\
            """)
                .param("report", report.number())
                .param("municipality", report.municipalityId())
                .param("mail", mail)
                .param("person", person)
                .param("language", language.name())
                .param("token", token())
                .param("now", ReportRows.utc(now))
                .param("confirmed", person == null ? null : ReportRows.utc(now))
                .query((rs, n) -> rs.getString(1))
                .optional();
    }

    Optional<Follower> findByToken(String token) {
        return jdbc.sql("select * from report_follower where token = :token")
                .param("token", token)
                .query((rs, n) -> follower(rs))
                .optional();
    }

    List<Follower> listConfirmed(long report) {
        return jdbc.sql("select * from report_follower where report_id = :report and confirmed_at is not null order by"
                        + " id")
                .param("report", report)
                .query((rs, n) -> follower(rs))
                .list();
    }

    boolean isFollowing(long report, long person) {
        return jdbc.sql("select exists (select from report_follower where report_id = :report and person_id = :person)")
                .param("report", report)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    List<Long> listFollowed(long person) {
        return jdbc.sql("select report_id from report_follower where person_id = :person order by report_id desc limit"
                        + " 500")
                .param("person", person)
                .query((rs, n) -> rs.getLong(1))
                .list();
    }

    void confirm(long id, Instant now) {
        jdbc.sql("update report_follower set confirmed_at = coalesce(confirmed_at, :now) where id = :id")
                .param("now", ReportRows.utc(now))
                .param("id", id)
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from report_follower where id = :id").param("id", id).update();
    }

    int delete(long report, long person) {
        return jdbc.sql("delete from report_follower where report_id = :report and person_id = :person")
                .param("report", report)
                .param("person", person)
                .update();
    }

    private static Follower follower(ResultSet rs) throws SQLException {
        return new Follower(
                rs.getLong("id"),
                rs.getLong("report_id"),
                rs.getString("mail"),
                rs.getObject("person_id", Long.class),
                Language.valueOf(rs.getString("language")),
                rs.getString("token"));
    }

    private static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
