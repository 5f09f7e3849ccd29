package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table decision. */
@Component
class DecisionRows {

    private final JdbcClient jdbc;

    DecisionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Decision insert(Proposal proposal, Person person, String measure, String reason, Instant now) {
        return jdbc.sql("""
                        insert into decision
                            (proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at)
                        values (:proposal, :municipality, :person, :name, :measure, :reason, :now) returning *""")
                .param("proposal", proposal.id())
                .param("municipality", proposal.municipalityId())
                .param("person", person.id())
                .param("name", person.name())
                .param("measure", measure)
                .param("reason", reason)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(DecisionRows::decision)
                .single();
    }

    Optional<Decision> findOf(long proposalId) {
        return jdbc.sql("select * from decision where proposal_id = :id")
                .param("id", proposalId)
                .query(DecisionRows::decision)
                .optional();
    }

    Decision get(long id) {
        return jdbc.sql("select * from decision where id = :id")
                .param("id", id)
                .query(DecisionRows::decision)
                .single();
    }

    private static Decision decision(ResultSet rs, int row) throws SQLException {
        return new Decision(
                rs.getLong("id"),
                rs.getLong("proposal_id"),
                rs.getLong("municipality_id"),
                rs.getString("person_name"),
                rs.getString("measure"),
                rs.getString("reason"),
                rs.getObject("decided_at", OffsetDateTime.class).toInstant());
    }
}
