package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.problem.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the table proof; {@link ProofChain} adds to it. Whatever is in no chain is no proof. */
@Component
class ProofRows {

    private static final String PROOFS = """
            select p.*, l.number, l.hash from proof p join proof_link l on l.proof_id = p.id
            where p.kind in ('DECISION', 'TOUR') and\s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProofRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Proof> listNewestOf(String source, int limit) {
        return jdbc.sql(PROOFS + "p.source = :source order by p.id desc limit :limit")
                .param("source", source)
                .param("limit", limit)
                .query(this::proof)
                .list();
    }

    /** Those of tours, oldest first. */
    List<Proof> listTours(long municipality, String source, Instant from, Instant until) {
        return jdbc.sql(PROOFS + """
            p.kind = 'TOUR' and p.municipality_id = :municipality and p.source = :source
              and p.made_at >= :from and p.made_at < :until order by p.id\
            """)
                .param("municipality", municipality)
                .param("source", source)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(this::proof)
                .list();
    }

    Proof get(long id) {
        return jdbc.sql(PROOFS + "p.id = :id")
                .param("id", id)
                .query(this::proof)
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    /** The number of the proof of the tour. */
    Optional<Long> findNumberOfTour(long tourId) {
        return jdbc.sql("select l.number from proof p join proof_link l on l.proof_id = p.id where p.tour_id = :tour")
                .param("tour", tourId)
                .query(Long.class)
                .optional();
    }

    /** Those of the proof, oldest first. */
    List<Proof.Corrected> listCorrections(long proofId) {
        return jdbc.sql("""
                        select p.made_at, p.content, l.number from proof p join proof_link l on l.proof_id = p.id
                        where p.corrects = :id order by l.number""")
                .param("id", proofId)
                .query((rs, row) -> new Proof.Corrected(
                        rs.getLong("number"),
                        rs.getObject("made_at", OffsetDateTime.class).toInstant(),
                        json.readValue(rs.getString("content"), Proof.Correction.class)))
                .list();
    }

    /** Those that the filter asks for, newest first. */
    List<Proof> list(Collection<Long> municipalities, ProofFilter filter, int limit, long offset) {
        return filtered(
                        PROOFS,
                        municipalities,
                        filter,
                        " order by p.made_at desc, p.id desc limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(this::proof)
                .list();
    }

    /** How many {@link #list} has. */
    long count(Collection<Long> municipalities, ProofFilter filter) {
        return filtered(
                        "select count(*) from proof p where p.kind in ('DECISION', 'TOUR') and ",
                        municipalities,
                        filter,
                        "")
                .query(Long.class)
                .single();
    }

    /** The services that have proofs there. */
    List<String> listSources(Collection<Long> municipalities) {
        return jdbc.sql("select distinct source from proof where municipality_id in (:ids) order by 1")
                .param("ids", municipalities)
                .query((rs, row) -> rs.getString(1))
                .list();
    }

    private JdbcClient.StatementSpec filtered(
            String select, Collection<Long> municipalities, ProofFilter filter, String end) {
        return jdbc.sql(select + """
                        p.municipality_id in (:ids)
                          and (:source = '' or p.source = :source)
                          and (:from::date is null or p.made_at >= :from::date::timestamp at time zone 'Europe/Berlin')
                          and (:to::date is null or p.made_at < (:to::date + 1)::timestamp at time zone 'Europe/Berlin')
                          and (:words = '' or position(lower(:words) in lower(p.content::text)) > 0)""" + end)
                .param("ids", municipalities)
                .param("source", filter.source())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("words", filter.words());
    }

    private Proof proof(ResultSet rs, int row) throws SQLException {
        return new Proof(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getObject("made_at", OffsetDateTime.class).toInstant(),
                rs.getLong("number"),
                rs.getString("hash"),
                json.readValue(rs.getString("content"), Proof.Content.class));
    }
}
