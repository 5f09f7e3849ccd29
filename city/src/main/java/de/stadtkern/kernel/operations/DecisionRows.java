package de.stadtkern.kernel.operations;

import static de.stadtkern.kernel.operations.ProposalRows.at;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table decision. Rows are added, never changed: the database refuses it. */
@Component
class DecisionRows {

    private static final String SELECT = """
            select d.*, coalesce(d.pt, p.pt) as spot from decision d join proposal p on p.id = d.proposal_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DecisionRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Decision insert(Decided decided, Person person, Instant now) {
        long id = jdbc.sql("""
                        insert into decision (proposal_id, municipality_id, person_id, person_name, kind, measure, reason,
                            decided_at, place, pt, segment_ids, changes)
                        values (:proposal, :municipality, :person, :name, :kind, :measure, :reason, :now, :place,
                            point(:lon, :lat), :segments, :changes::jsonb)
                        returning id""")
                .param("proposal", decided.proposal().id())
                .param("municipality", decided.proposal().municipalityId())
                .param("person", person.id())
                .param("name", person.name())
                .param("kind", decided.kind().name())
                .param("measure", decided.measure())
                .param("reason", decided.reason())
                .param("now", at(now))
                .param("place", decided.spot().place())
                .param("lon", decided.spot().position().microLon())
                .param("lat", decided.spot().position().microLat())
                .param("segments", decided.spot().segmentIds().toArray(Long[]::new))
                .param("changes", json.writeValueAsString(decided.changes()))
                .query(Long.class)
                .single();
        return get(id);
    }

    /** What is to be kept. */
    record Decided(
            Proposal proposal,
            Decision.Kind kind,
            String measure,
            Spot spot,
            Decision.Changes changes,
            String reason) {}

    Optional<Decision> findOf(long proposalId) {
        return jdbc.sql(SELECT + "where d.proposal_id = :id")
                .param("id", proposalId)
                .query(this::decision)
                .optional();
    }

    /** The order that it made, if it made one. */
    Optional<Long> findOrder(long decisionId) {
        return jdbc.sql("select id from work_order where decision_id = :id")
                .param("id", decisionId)
                .query(Long.class)
                .optional();
    }

    /** By proposal. */
    Map<Long, Decision> findOf(Collection<Long> proposals) {
        return proposals.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(SELECT + "where d.proposal_id in (:ids)")
                        .param("ids", proposals)
                        .query(this::decision)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Decision::proposalId, Function.identity()));
    }

    Decision get(long id) {
        return jdbc.sql(SELECT + "where d.id = :id")
                .param("id", id)
                .query(this::decision)
                .single();
    }

    private Decision decision(ResultSet rs, int row) throws SQLException {
        PGpoint spot = rs.getObject("spot", PGpoint.class);
        return new Decision(
                rs.getLong("id"),
                rs.getLong("proposal_id"),
                rs.getLong("municipality_id"),
                rs.getString("person_name"),
                Decision.Kind.valueOf(rs.getString("kind")),
                rs.getString("measure"),
                rs.getString("reason"),
                ProposalRows.instant(rs, "decided_at"),
                rs.getString("place"),
                Position.ofMicrodegrees(spot.x, spot.y),
                List.copyOf(ProposalRows.list(rs.getArray("segment_ids"), Long[].class)),
                json.readValue(rs.getString("changes"), Decision.Changes.class));
    }
}
