package de.stadtkern.kernel.identity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who did what, and when. Only ever added to; the database refuses changes. */
@Component
public class AuditLog {

    private final JdbcClient jdbc;
    private final Access access;

    AuditLog(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** One line of the log. */
    public record Entry(Instant at, @Nullable String login, String action, String detail) {}

    /**
     * Writes a line within the running transaction.
     *
     * @param person who acted; null for the program itself or somebody not signed in
     * @param municipalityId null when it concerns all
     */
    public void record(@Nullable Person person, @Nullable Long municipalityId, String action, String detail) {
        jdbc.sql("""
                        insert into audit_entry (person_id, login, municipality_id, action, detail)
                        values (:person, :login, :municipality, :action, :detail)""")
                .param("person", person == null ? null : person.id())
                .param("login", person == null ? null : person.login())
                .param("municipality", municipalityId)
                .param("action", action)
                .param("detail", detail)
                .update();
    }

    /** The newest lines, newest first, of the municipalities that the signed-in administrator looks after. */
    public List<Entry> listNewest(int limit) {
        return jdbc.sql("""
                        select at, login, action, detail from audit_entry
                        where municipality_id is null or municipality_id in (:ids)
                        order by id desc limit :limit""")
                .param("ids", access.requireAnywhere(Permission.ADMINISTER))
                .param("limit", limit)
                .query((rs, n) -> new Entry(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("login"),
                        rs.getString("action"),
                        rs.getString("detail")))
                .list();
    }
}
