package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables desk_note and desk_note_read. */
@Component
class HandoverRows {

    private static final String SELECT = """
            select n.*, m.name as municipality, r.*
            from desk_note n join municipality m on m.id = n.municipality_id
            cross join lateral (
                select coalesce(json_agg(json_build_object(
                    'personId', person_id, 'personName', person_name, 'at', read_at) order by read_at), '[]') as read
                from desk_note_read where note_id = n.id) r
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    HandoverRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    long insert(long municipality, Person by, String note, HandoverNote.Facts facts, Instant now) {
        return jdbc.sql("""
                        insert into desk_note (municipality_id, person_id, person_name, written_at, note, facts)
                        values (:municipality, :person, :name, :now, :note, :facts::jsonb) returning id""")
                .param("municipality", municipality)
                .param("person", by.id())
                .param("name", by.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("note", note)
                .param("facts", json.writeValueAsString(facts))
                .query(Long.class)
                .single();
    }

    /** False when the person had confirmed before. */
    boolean confirm(long note, Person by, Instant now) {
        return jdbc.sql("""
                        insert into desk_note_read (note_id, person_id, person_name, read_at)
                        values (:note, :person, :name, :now) on conflict do nothing""")
                        .param("note", note)
                        .param("person", by.id())
                        .param("name", by.name())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<HandoverNote> find(long id) {
        return jdbc.sql(SELECT + "where n.id = :id")
                .param("id", id)
                .query(this::note)
                .optional();
    }

    List<HandoverNote> listNewest(Collection<Long> municipalities, int limit) {
        return jdbc.sql(SELECT + "where n.municipality_id in (:ids) order by n.id desc limit :limit")
                .param("ids", municipalities)
                .param("limit", limit)
                .query(this::note)
                .list();
    }

    int forget(Instant writtenBefore) {
        return jdbc.sql("delete from desk_note where written_at < :before")
                .param("before", writtenBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    private HandoverNote note(ResultSet rs, int row) throws SQLException {
        return new HandoverNote(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("municipality"),
                rs.getLong("person_id"),
                rs.getString("person_name"),
                rs.getObject("written_at", OffsetDateTime.class).toInstant(),
                rs.getString("note"),
                json.readValue(rs.getString("facts"), HandoverNote.Facts.class),
                Arrays.asList(json.readValue(rs.getString("read"), HandoverNote.Read[].class)));
    }
}
