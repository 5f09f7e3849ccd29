package de.stadtkern.kernel.operations;

import static de.stadtkern.kernel.operations.ProposalRows.at;

import de.stadtkern.kernel.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of proposals, and who saw them. Steps are added, never changed: the database refuses it. */
@Component
class StepRows {

    private final JdbcClient jdbc;

    StepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Proposal proposal, Step step, @Nullable Person person, @Nullable String token) {
        jdbc.sql("""
                        insert into proposal_step (proposal_id, municipality_id, at, kind, person_id, person_name, note,
                            until, other_id, token)
                        values (:proposal, :municipality, :at, :kind, :person, :name, :note, :until, :other, :token)""")
                .param("proposal", proposal.id())
                .param("municipality", proposal.municipalityId())
                .param("at", at(step.at()))
                .param("kind", step.kind().name())
                .param("person", person == null ? null : person.id())
                .param("name", step.personName())
                .param("note", step.note())
                .param("until", step.until() == null ? null : at(step.until()))
                .param("other", step.otherId())
                .param("token", token)
                .update();
    }

    /** Whether the person has already done what the token stands for. */
    boolean isDone(long proposal, Person person, String token) {
        return jdbc.sql("""
                        select exists (select from proposal_step
                            where proposal_id = :proposal and person_id = :person and token = :token)""")
                .param("proposal", proposal)
                .param("person", person.id())
                .param("token", token)
                .query(Boolean.class)
                .single();
    }

    List<Step> list(long proposal) {
        return jdbc.sql("select * from proposal_step where proposal_id = :proposal order by id")
                .param("proposal", proposal)
                .query(StepRows::step)
                .list();
    }

    /** Who takes care of it since it last came up. */
    Optional<Step> findTaken(long proposal) {
        return jdbc.sql("""
                        select * from (
                            select * from proposal_step
                            where proposal_id = :proposal and kind in ('TAKEN', 'RETURNED') order by id desc limit 1) s
                        where kind = 'TAKEN'""").param("proposal", proposal).query(StepRows::step).optional();
    }

    /** Keeps the first time only. */
    void markSeen(Proposal proposal, Person person, Instant now) {
        jdbc.sql("""
                        insert into proposal_seen (proposal_id, municipality_id, person_id, person_name, seen_at)
                        values (:proposal, :municipality, :person, :name, :now) on conflict do nothing""")
                .param("proposal", proposal.id())
                .param("municipality", proposal.municipalityId())
                .param("person", person.id())
                .param("name", person.name())
                .param("now", at(now))
                .update();
    }

    List<Step.Seen> listSeen(long proposal) {
        return jdbc.sql("select person_name, seen_at from proposal_seen where proposal_id = :id order by seen_at")
                .param("id", proposal)
                .query((rs, row) -> new Step.Seen(rs.getString("person_name"), ProposalRows.instant(rs, "seen_at")))
                .list();
    }

    int deleteSeenBefore(Instant moment) {
        return jdbc.sql("delete from proposal_seen where seen_at < :moment")
                .param("moment", at(moment))
                .update();
    }

    private static Step step(ResultSet rs, int row) throws SQLException {
        return new Step(
                Step.Kind.valueOf(rs.getString("kind")),
                ProposalRows.instant(rs, "at"),
                rs.getString("person_name"),
                rs.getString("note"),
                ProposalRows.findInstant(rs, "until"),
                rs.getObject("other_id", Long.class));
    }
}
