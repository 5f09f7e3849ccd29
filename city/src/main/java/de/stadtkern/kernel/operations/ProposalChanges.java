package de.stadtkern.kernel.operations;

import static de.stadtkern.kernel.operations.ProposalRows.at;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes the table proposal. Whoever changes proposals of a municipality holds it until the end of the transaction
 * ({@link #hold}): one after the other, so that each sees what the one before has done.
 */
@Component
class ProposalChanges {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProposalChanges(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Waits until nobody else changes proposals of the municipality, and keeps others from it. */
    void hold(long municipality) {
        jdbc.sql("select id from municipality where id = :id for no key update")
                .param("id", municipality)
                .query(Long.class)
                .list();
    }

    /**
     * What was found about the same subject.
     *
     * @param decidedWith the proposal itself, or the one into which it is merged
     * @param changed whether something is different that people should know before they decide
     */
    record Confirmed(long id, long decidedWith, boolean changed) {}

    /**
     * Renews the proposal about the same subject that nobody has decided yet, unless what is known is newer already.
     *
     * @return empty when there is none; then it is a new one
     */
    Optional<Confirmed> confirm(NewProposal proposal, Instant now) {
        return fields(jdbc.sql("""
                        with standing as (
                            select id, version from proposal
                            where municipality_id = :municipality and source = :source and subject = :subject
                              and state in ('OPEN', 'POSTPONED', 'MERGED')),
                        renewed as (
                            update proposal p
                            set confirmed_at = :now, valid_until = :validUntil, rule = :rule, headline = :headline,
                                why = :why, place = :place, origin = :origin, pt = point(:lon, :lat),
                                measures = :measures, expectations = :expectations::jsonb, segment_ids = :segments,
                                latest_evidence = :evidence::jsonb, urgency = :urgency, decide_by = :decideBy,
                                confidence = :confidence::jsonb,
                                version = p.version + ((p.headline, p.measures, p.segment_ids, p.urgency,
                                    p.confidence ->> 'level') is distinct from (:headline, :measures::text[],
                                    :segments::bigint[], :urgency, :confidence::jsonb ->> 'level'))::int
                            from standing s where p.id = s.id and p.valid_until <= :validUntil
                            returning p.id, p.version)
                        select s.id, p.merged_into, coalesce(r.version > s.version, false) as changed
                        from standing s join proposal p on p.id = s.id left join renewed r on r.id = s.id"""), proposal)
                .param("now", at(now))
                .query((rs, row) -> {
                    Long main = rs.getObject("merged_into", Long.class);
                    return new Confirmed(
                            rs.getLong("id"), main == null ? rs.getLong("id") : main, rs.getBoolean("changed"));
                })
                .optional();
    }

    long insert(NewProposal proposal, Instant now) {
        return fields(jdbc.sql("""
                        insert into proposal (municipality_id, source, subject, rule, headline, why, place, origin, pt,
                            measures, expectations, segment_ids, raised_at, confirmed_at, valid_until, raised_evidence,
                            latest_evidence, urgency, decide_by, confidence, raiser, raiser_name, raiser_id, state)
                        values (:municipality, :source, :subject, :rule, :headline, :why, :place, :origin,
                            point(:lon, :lat), :measures, :expectations::jsonb, :segments, :now, :now, :validUntil,
                            :evidence::jsonb, :evidence::jsonb, :urgency, :decideBy, :confidence::jsonb, :raiser,
                            :raiserName, :raiserId, 'OPEN')
                        returning id"""), proposal)
                .param("now", at(now))
                .param("raiser", proposal.raisedBy().kind().name())
                .param("raiserName", proposal.raisedBy().name())
                .param("raiserId", proposal.raisedBy().personId())
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec fields(JdbcClient.StatementSpec sql, NewProposal proposal) {
        Instant decideBy = proposal.priority().decideBy();
        return sql.param("municipality", proposal.municipalityId())
                .param("source", proposal.source())
                .param("subject", proposal.subject())
                .param("rule", proposal.rule())
                .param("headline", proposal.headline())
                .param("why", proposal.why())
                .param("place", proposal.place())
                .param("origin", proposal.origin())
                .param("lon", proposal.position().microLon())
                .param("lat", proposal.position().microLat())
                .param("measures", proposal.measures().toArray(String[]::new))
                .param("expectations", written(proposal))
                .param("segments", proposal.segmentIds().toArray(Long[]::new))
                .param("validUntil", at(proposal.validUntil()))
                .param("evidence", json.writeValueAsString(proposal.evidence()))
                .param("urgency", proposal.priority().urgency().name())
                .param("decideBy", decideBy == null ? null : at(decideBy))
                .param(
                        "confidence",
                        proposal.confidence() == null ? null : json.writeValueAsString(proposal.confidence()));
    }

    private String written(NewProposal proposal) {
        return json.writeValueAsString(
                proposal.alternatives().stream().collect(toMap(Alternative::measure, Function.identity())));
    }

    boolean wasDecidedAfter(NewProposal proposal, Instant since) {
        return jdbc.sql("""
                        select exists (
                            select from proposal p join decision d on d.proposal_id = coalesce(p.merged_into, p.id)
                            where p.source = :source and p.subject = :subject and d.decided_at > :since)""")
                .param("source", proposal.source())
                .param("subject", proposal.subject())
                .param("since", at(since))
                .query(Boolean.class)
                .single();
    }

    /** People who have it before them should see it anew. */
    void renewVersion(long id) {
        jdbc.sql("update proposal set version = version + 1 where id = :id")
                .param("id", id)
                .update();
    }

    /** With all that was merged into it before. */
    void merge(long id, long into) {
        jdbc.sql("""
                        update proposal set merged_into = :into, state = 'MERGED', postponed_until = null
                        where id = :id or merged_into = :id""").param("id", id).param("into", into).update();
        renewVersion(into);
    }

    void split(long part) {
        jdbc.sql("update proposal set merged_into = null, state = 'OPEN' where id = :id")
                .param("id", part)
                .update();
        renewVersion(part);
    }

    /** Until the moment; null: it is back. */
    void postpone(long id, @Nullable Instant until) {
        jdbc.sql("update proposal set state = :state, postponed_until = :until where id = :id")
                .param("state", until == null ? "OPEN" : "POSTPONED")
                .param("until", until == null ? null : at(until))
                .param("id", id)
                .update();
        renewVersion(id);
    }

    void markDecided(long id) {
        jdbc.sql("update proposal set state = 'DECIDED' where id = :id or merged_into = :id")
                .param("id", id)
                .update();
    }

    void lapse(long id, Instant at) {
        jdbc.sql("update proposal set state = 'LAPSED', lapsed_at = :at where id = :id or merged_into = :id")
                .param("at", at(at))
                .param("id", id)
                .update();
    }
}
