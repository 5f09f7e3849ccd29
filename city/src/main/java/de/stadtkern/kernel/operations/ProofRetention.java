package de.stadtkern.kernel.operations;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes proofs whose time is over, with their corrections. Their links stay, and an entry says which went: so the chain
 * can still be verified, and a proof that went without such an entry is found.
 */
@Component
@EnableConfigurationProperties(ProofSettings.class)
class ProofRetention {

    private static final Logger log = LoggerFactory.getLogger(ProofRetention.class);
    private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");

    private final JdbcClient jdbc;
    private final ProofChain chain;
    private final ProofSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ProofRetention(
            JdbcClient jdbc,
            ProofChain chain,
            ProofSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.chain = chain;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The proofs of a service in a municipality. */
    private record Kept(long municipalityId, String source) {}

    /**
     * What the entry of a deletion says.
     *
     * @param numbers of the entries that went
     * @param madeBefore they were older than this
     * @param rule how long they were to be kept
     */
    record Deletion(Set<Long> numbers, Instant madeBefore, String rule) {}

    @Scheduled(initialDelay = 11, fixedDelay = 6 * 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "operations/proofs-over")
    void deleteWhatIsOver() {
        jdbc.sql("select distinct municipality_id, source from proof where kind <> 'DELETION'")
                .query((rs, row) -> new Kept(rs.getLong(1), rs.getString(2)))
                .list()
                .forEach(kept -> transaction.executeWithoutResult(status -> delete(kept)));
    }

    private void delete(Kept kept) {
        Instant before = clock.instant()
                .atZone(GERMANY)
                .minus(settings.keep(kept.source))
                .toInstant();
        jdbc.sql("select set_config('stadtkern.proofs_are_over', 'yes', true)").query(nothing -> {});
        List<Long> numbers = jdbc.sql("""
                        with over as (
                            delete from proof p using proof_link l
                            where l.proof_id = p.id and p.municipality_id = :municipality and p.source = :source
                              and p.kind <> 'DELETION'
                              and (select coalesce(o.made_at, p.made_at) from (select 1) one
                                   left join proof o on o.id = p.corrects) < :before
                            returning l.number)
                        select number from over order by 1""")
                .param("municipality", kept.municipalityId)
                .param("source", kept.source)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((rs, row) -> rs.getLong(1))
                .list();
        jdbc.sql("select set_config('stadtkern.proofs_are_over', '', true)").query(nothing -> {});
        if (!numbers.isEmpty()) {
            Deletion deletion = new Deletion(
                    new TreeSet<>(numbers), before, settings.keep(kept.source).toString());
            chain.append(new ProofChain.NewEntry(
                    kept.municipalityId, ProofEntry.Kind.DELETION, null, null, null, kept.source, deletion));
            log.info(
                    "{} proofs of {} in municipality {} were deleted: their time was over",
                    numbers.size(),
                    kept.source,
                    kept.municipalityId);
        }
    }
}
