package de.stadtkern.kernel.operations;

import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds entries to the proofs. Each is chained to the one before of its municipality; one writer at a time and
 * municipality, so that no number is given twice or left out.
 */
@Component
class ProofChain {

    private static final Logger log = LoggerFactory.getLogger(ProofChain.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ProofChain(JdbcClient jdbc, JsonMapper json, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** An entry that is not there yet; its content becomes JSON. */
    record NewEntry(
            long municipalityId,
            ProofEntry.Kind kind,
            @Nullable Long decisionId,
            @Nullable Long tourId,
            @Nullable Long corrects,
            String source,
            Object content) {}

    /** Adds it within the running transaction, which holds up other entries of the municipality until it ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    ProofLink append(NewEntry entry) {
        lock(entry.municipalityId);
        ChainHead head = newest(entry.municipalityId);
        return link(head, insert(entry));
    }

    /** Chains the entries of towns that come from a version without chain; others are left as they are. */
    @EventListener(ApplicationReadyEvent.class)
    void chainWhatIsOlder() {
        jdbc.sql("""
                        select distinct municipality_id from proof p
                        where not exists (select from proof_link l where l.municipality_id = p.municipality_id)""")
                .query(Long.class)
                .list()
                .forEach(municipality -> transaction.executeWithoutResult(status -> {
                    lock(municipality);
                    newest(municipality);
                }));
    }

    /** The newest entry of each of the municipalities that have any. */
    List<ChainHead> heads(Collection<Long> municipalities) {
        return jdbc.sql("""
                        select distinct on (municipality_id) * from proof_link where municipality_id in (:municipalities)
                        order by municipality_id, number desc""")
                .param("municipalities", municipalities)
                .query((rs, row) -> head(ProofLink.read(rs)))
                .list();
    }

    /** The log is not in the database: whoever cuts off the end of a chain there does not cut it here. */
    @Scheduled(initialDelay = 1, fixedDelay = 24 * 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "operations/proof-heads")
    void sayTheNewest() {
        jdbc.sql("select distinct on (municipality_id) * from proof_link order by municipality_id, number desc")
                .query((rs, row) -> head(ProofLink.read(rs)))
                .list()
                .forEach(head -> log.info("Newest proof of municipality {}: {}", head.municipalityId(), head));
    }

    /** Nobody else adds entries of the municipality until the running transaction ends. */
    void lock(long municipality) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('proof_link', :municipality))")
                .param("municipality", municipality)
                .query(nothing -> {});
    }

    /** Number 0 before the first; what stood there before there was a chain comes first. */
    private ChainHead newest(long municipality) {
        List<ChainHead> heads = heads(List.of(municipality));
        if (!heads.isEmpty()) {
            return heads.getFirst();
        }
        ChainHead head = new ChainHead(municipality, 0, ProofLink.BEGIN);
        for (ProofEntry older : entriesOf(municipality)) {
            head = head(link(head, older));
        }
        if (head.number() > 0) {
            log.info("Municipality {}: {} older proofs are chained now, newest {}", municipality, head.number(), head);
        }
        return head;
    }

    private List<ProofEntry> entriesOf(long municipality) {
        return jdbc.sql("select * from proof where municipality_id = :municipality order by id")
                .param("municipality", municipality)
                .query((rs, row) -> ProofEntry.read(rs))
                .list();
    }

    private ProofEntry insert(NewEntry entry) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return jdbc.sql("""
                        insert into proof
                            (municipality_id, kind, decision_id, tour_id, corrects, source, made_at, content)
                        values (:municipality, :kind, :decision, :tour, :corrects, :source, :now, :content::jsonb)
                        returning *""")
                .param("municipality", entry.municipalityId)
                .param("kind", entry.kind.name())
                .param("decision", entry.decisionId)
                .param("tour", entry.tourId)
                .param("corrects", entry.corrects)
                .param("source", entry.source)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("content", json.writeValueAsString(entry.content))
                .query((ResultSet rs, int row) -> ProofEntry.read(rs))
                .single();
    }

    private ProofLink link(ChainHead head, ProofEntry entry) {
        ProofLink link = ProofLink.after(head.hash(), head.number() + 1, entry);
        jdbc.sql("""
                        insert into proof_link (municipality_id, number, proof_id, content_hash, hash)
                        values (:municipality, :number, :proof, :content, :hash)""")
                .param("municipality", link.municipalityId())
                .param("number", link.number())
                .param("proof", link.proofId())
                .param("content", link.contentHash())
                .param("hash", link.hash())
                .update();
        return link;
    }

    private static ChainHead head(ProofLink link) {
        return new ChainHead(link.municipalityId(), link.number(), link.hash());
    }
}
