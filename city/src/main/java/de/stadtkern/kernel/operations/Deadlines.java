package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What time does to proposals: they lapse, and what was postponed comes back. What counts is the moment it was due, not when
 * the job ran: pages and decisions judge by the clock.
 */
@Component
class Deadlines {

    private final ProposalRows rows;
    private final ProposalChanges changes;
    private final StepRows steps;
    private final UrgentProposals urgent;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final TransactionOperations transaction;
    private final ProposalSettings settings;
    private final Clock clock;

    Deadlines(
            ProposalRows rows,
            ProposalChanges changes,
            StepRows steps,
            UrgentProposals urgent,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            TransactionOperations transaction,
            ProposalSettings settings,
            Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.steps = steps;
        this.urgent = urgent;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** On every node: it only asks whether something is due, and who settles it holds the municipality. */
    @Scheduled(initialDelayString = "PT5S", fixedRateString = "PT1S")
    void look() {
        Instant now = clock.instant();
        rows.listMunicipalitiesDue(now)
                .forEach(municipality -> transaction.executeWithoutResult(running -> {
                    changes.hold(municipality);
                    settle(municipality, now);
                }));
    }

    /** Who holds the municipality settles what is due in it. */
    void settle(long municipality, Instant now) {
        for (Proposal due : rows.listDue(municipality, now)) {
            if (due.validUntil().isAfter(now)) {
                bringBack(due);
            } else {
                lapse(due);
            }
            liveUpdates.announce(Proposals.TOPIC);
        }
    }

    private void lapse(Proposal proposal) {
        changes.lapse(proposal.id(), proposal.validUntil());
        steps.insert(proposal, Step.of(Step.Kind.LAPSED, proposal.validUntil(), null, ""), null, null);
        auditLog.record(
                null,
                proposal.municipalityId(),
                "proposal.lapsed",
                "%d undecided at %s".formatted(proposal.id(), proposal.validUntil()));
        urgent.settle(proposal);
    }

    private void bringBack(Proposal proposal) {
        Instant at = Objects.requireNonNull(proposal.standing().postponedUntil());
        changes.postpone(proposal.id(), null);
        steps.insert(proposal, Step.of(Step.Kind.RETURNED, at, null, ""), null, null);
        urgent.follow(rows.get(proposal.id()));
    }

    /** Who opened what is kept no longer than the settings say. */
    @Scheduled(initialDelayString = "PT2M", fixedRateString = "PT6H")
    @SchedulerLock(name = "operations/seen", lockAtMostFor = "PT10M")
    @Transactional
    void forgetWhoSaw() {
        steps.deleteSeenBefore(clock.instant().minus(settings.seenKeptFor()));
    }
}
