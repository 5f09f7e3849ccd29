package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table proposal. */
@Component
class ProposalRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProposalRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Renews the open proposal about the same subject; false when there is none that is not newer already. */
    boolean confirm(NewProposal proposal, Instant now) {
        return jdbc.sql("""
                        update proposal
                        set confirmed_at = :now, valid_until = :validUntil, rule = :rule, headline = :headline,
                            latest_evidence = :evidence::jsonb
                        where municipality_id = :municipality and source = :source and subject = :subject
                          and state = 'OPEN' and valid_until <= :validUntil""")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("validUntil", proposal.validUntil().atOffset(ZoneOffset.UTC))
                        .param("rule", proposal.rule())
                        .param("headline", proposal.headline())
                        .param("evidence", json.writeValueAsString(proposal.evidence()))
                        .param("municipality", proposal.municipalityId())
                        .param("source", proposal.source())
                        .param("subject", proposal.subject())
                        .update()
                > 0;
    }

    /** Does nothing when there is an open one about the same subject: raised at the same moment, or known newer. */
    void insert(NewProposal proposal, Instant now) {
        Set<String> measures = new LinkedHashSet<>(proposal.measures());
        measures.add(Measure.NO_ACTION);
        jdbc.sql("""
                        insert into proposal (municipality_id, source, subject, rule, headline, place, origin, pt,
                            measures, segment_ids, raised_at, confirmed_at, valid_until, raised_evidence,
                            latest_evidence, state)
                        values (:municipality, :source, :subject, :rule, :headline, :place, :origin, point(:lon, :lat),
                            :measures, :segments, :now, :now, :validUntil, :evidence::jsonb, :evidence::jsonb, 'OPEN')
                        on conflict (municipality_id, source, subject) where state = 'OPEN' do nothing""")
                .param("municipality", proposal.municipalityId())
                .param("source", proposal.source())
                .param("subject", proposal.subject())
                .param("rule", proposal.rule())
                .param("headline", proposal.headline())
                .param("place", proposal.place())
                .param("origin", proposal.origin())
                .param("lon", proposal.position().microLon())
                .param("lat", proposal.position().microLat())
                .param("measures", measures.toArray(String[]::new))
                .param("segments", proposal.segmentIds().toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("validUntil", proposal.validUntil().atOffset(ZoneOffset.UTC))
                .param("evidence", json.writeValueAsString(proposal.evidence()))
                .update();
    }

    boolean wasDecidedAfter(NewProposal proposal, Instant since) {
        return jdbc.sql("""
                        select exists (
                            select from proposal p join decision d on d.proposal_id = p.id
                            where p.source = :source and p.subject = :subject and d.decided_at > :since)""")
                .param("source", proposal.source())
                .param("subject", proposal.subject())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    void lapse(Instant now) {
        jdbc.sql("update proposal set state = 'LAPSED' where state = 'OPEN' and valid_until <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void markDecided(long id) {
        jdbc.sql("update proposal set state = 'DECIDED' where id = :id")
                .param("id", id)
                .update();
    }

    List<Proposal> listOpen(Collection<Long> municipalities, Instant now) {
        return jdbc.sql("""
                        select * from proposal
                        where state = 'OPEN' and valid_until > :now and municipality_id in (:municipalities)
                        order by raised_at desc, id desc""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("municipalities", municipalities)
                .query(this::proposal)
                .list();
    }

    long countOpen(Instant now) {
        return jdbc.sql("select count(*) from proposal where state = 'OPEN' and valid_until > :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    Proposal get(long id) {
        return get(id, "");
    }

    /** The proposal, held so that nobody else can decide it until the running transaction ends. */
    Proposal getForDecision(long id) {
        return get(id, " for update");
    }

    private Proposal get(long id, String lock) {
        return jdbc.sql("select * from proposal where id = :id" + lock)
                .param("id", id)
                .query(this::proposal)
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private Proposal proposal(ResultSet rs, int row) throws SQLException {
        PGpoint point = rs.getObject("pt", PGpoint.class);
        return new Proposal(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("source"),
                rs.getString("subject"),
                rs.getString("rule"),
                rs.getString("headline"),
                rs.getString("place"),
                rs.getString("origin"),
                Position.ofMicrodegrees(point.x, point.y),
                list(rs.getArray("measures"), String[].class),
                list(rs.getArray("segment_ids"), Long[].class),
                instant(rs, "raised_at"),
                instant(rs, "confirmed_at"),
                instant(rs, "valid_until"),
                evidence(rs.getString("raised_evidence")),
                evidence(rs.getString("latest_evidence")),
                Proposal.State.valueOf(rs.getString("state")));
    }

    private List<Evidence> evidence(String stored) {
        return json.readValue(stored, new TypeReference<List<Evidence>>() {});
    }

    private static <T> List<T> list(Array array, Class<T[]> type) throws SQLException {
        return Arrays.asList(type.cast(array.getArray()));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
