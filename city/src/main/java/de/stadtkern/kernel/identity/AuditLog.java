package de.stadtkern.kernel.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who did what, and when. Only ever added to; the database refuses changes. */
@Component
public class AuditLog {

    private static final int MOST = 100_000;

    private final JdbcClient jdbc;
    private final Access access;

    AuditLog(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** One line of the log. */
    public record Entry(Instant at, @Nullable String login, String action, String detail) {}

    /**
     * Which lines.
     *
     * @param words that action, login or detail contains; empty for all
     * @param from first day, in Germany; null for all
     * @param to last day; null for all
     */
    public record Filter(
            String words,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /**
     * Writes a line within the running transaction.
     *
     * @param person who acted; null for the program itself or somebody not signed in
     * @param municipalityId null when it concerns all
     */
    public void record(@Nullable Person person, @Nullable Long municipalityId, String action, String detail) {
        jdbc.sql("""
            insert into audit_entry (person_id, login, municipality_id, action, detail)
            values (:person, :login, :municipality, :action, :detail)\
            """)
                .param("person", person == null ? null : person.id())
                .param("login", person == null ? null : person.mark())
                .param("municipality", municipalityId)
                .param("action", action)
                .param("detail", detail)
                .update();
    }

    /** Lines of the municipality and those that concern all, newest first. */
    public List<Entry> list(long municipalityId, Filter filter, int limit, long offset) {
        return select(
                        "select at, login, action, detail",
                        municipalityId,
                        filter,
                        " order by id desc limit :limit offset :offset")
                .param("limit", Math.min(limit, MOST))
                .param("offset", offset)
                .query(AuditLog::entry)
                .list();
    }

    /** How many lines {@link #list} has to show. */
    public long count(long municipalityId, Filter filter) {
        return select("select count(*)", municipalityId, filter, "")
                .query(Long.class)
                .single();
    }

    /** What the person did, newest first. */
    List<Entry> listOf(Person person) {
        return jdbc.sql("""
            select at, login, action, detail from audit_entry
            where person_id = :person order by id desc limit :limit\
            """)
                .param("person", person.id())
                .param("limit", MOST)
                .query(AuditLog::entry)
                .list();
    }

    private JdbcClient.StatementSpec select(String columns, long municipalityId, Filter filter, String end) {
        access.require(Permission.ADMINISTER, municipalityId);
        return jdbc.sql(columns + """
             from audit_entry
            where (municipality_id = :municipality or municipality_id is null)
              and (:words = '' or position(lower(:words) in
                  lower(action || ' ' || coalesce(login, '') || ' ' || detail)) > 0)
              and (:from::date is null or at >= :from::date::timestamp at time zone 'Europe/Berlin')
              and (:to::date is null or at < (:to::date + 1)::timestamp at time zone 'Europe/Berlin')\
            """ + end)
                .param("municipality", municipalityId)
                .param("words", filter.words().strip())
                .param("from", filter.from())
                .param("to", filter.to());
    }

    private static Entry entry(ResultSet rs, int row) throws SQLException {
        return new Entry(
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getString("login"),
                rs.getString("action"),
                rs.getString("detail"));
    }
}
