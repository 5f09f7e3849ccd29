package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.problem.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table proof. Rows are added, never changed: the database refuses it. */
@Component
class ProofRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProofRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Decision decision, Proof.Content content, Instant now) {
        jdbc.sql("""
                        insert into proof (decision_id, municipality_id, source, made_at, content)
                        values (:decision, :municipality, :source, :now, :content::jsonb)""")
                .param("decision", decision.id())
                .param("municipality", decision.municipalityId())
                .param("source", content.source())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("content", json.writeValueAsString(content))
                .update();
    }

    List<Proof> listNewest(Collection<Long> municipalities, int limit) {
        return jdbc.sql("select * from proof where municipality_id in (:ids) order by id desc limit :limit")
                .param("ids", municipalities)
                .param("limit", limit)
                .query(this::proof)
                .list();
    }

    List<Proof> listNewestOf(String source, int limit) {
        return jdbc.sql("select * from proof where source = :source order by id desc limit :limit")
                .param("source", source)
                .param("limit", limit)
                .query(this::proof)
                .list();
    }

    Proof get(long id) {
        return jdbc.sql("select * from proof where id = :id")
                .param("id", id)
                .query(this::proof)
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private Proof proof(ResultSet rs, int row) throws SQLException {
        return new Proof(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getObject("made_at", OffsetDateTime.class).toInstant(),
                json.readValue(rs.getString("content"), Proof.Content.class));
    }
}
