package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Decision.Kind;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where a person decides. The only way from a proposal to an order. */
@Component
class Decisions {

    private final ProposalRows proposals;
    private final ProposalChanges changes;
    private final DecisionRows rows;
    private final StepRows steps;
    private final Deviation deviation;
    private final UrgentProposals urgent;
    private final WorkOrders orders;
    private final Proofs proofs;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;
    private final LiveUpdates liveUpdates;
    private final ApplicationEventPublisher events;

    Decisions(
            ProposalRows proposals,
            ProposalChanges changes,
            DecisionRows rows,
            StepRows steps,
            Deviation deviation,
            UrgentProposals urgent,
            WorkOrders orders,
            Proofs proofs,
            Access access,
            AuditLog auditLog,
            Clock clock,
            LiveUpdates liveUpdates,
            ApplicationEventPublisher events) {
        this.proposals = proposals;
        this.changes = changes;
        this.rows = rows;
        this.steps = steps;
        this.deviation = deviation;
        this.urgent = urgent;
        this.orders = orders;
        this.proofs = proofs;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
        this.liveUpdates = liveUpdates;
        this.events = events;
    }

    /**
     * Decides a proposal for good. With a measure it makes an order, otherwise a proof that it was looked at. When several
     * decide at once, one does and the others are told who was first. Does nothing when the person has already done what
     * the token stands for.
     */
    @Transactional
    void decide(long proposalId, DecisionChoice choice) {
        Person person = requireOfficer(proposalId);
        if (isRepeated(proposalId, person, choice.token())) {
            return;
        }
        Proposal proposal = getWaiting(proposalId);
        DecisionChoice.requireShown(proposal, choice.shown());
        DecisionChoice.requireReason(choice.reason());
        DecisionRows.Decided decided = deviation.judge(proposal, choice);
        Instant now = clock.instant();
        Decision decision = rows.insert(decided, person, now);
        changes.markDecided(proposalId);
        if (decision.kind().makesOrder()) {
            events.publishEvent(new OrderMade(orders.make(proposal, decision), proposal.municipalityId()));
        } else {
            proofs.keep(proposal, decision, null);
        }
        steps.insert(proposal, Step.of(Step.Kind.DECIDED, now, person, decision.reason()), person, choice.token());
        urgent.settle(proposal);
        note(person, proposal, "proposal.decided", decision.kind() + " " + decision.measure());
    }

    /**
     * Wants to decide later.
     *
     * @param until after now, and before the evidence is too old
     */
    record Postponement(
            DecisionChoice.Shown shown,
            Instant until,
            String reason,
            @Nullable String token) {}

    /** Nothing is decided: the proposal comes back at the given time, as urgent as it was. */
    @Transactional
    void postpone(long proposalId, Postponement wish) {
        Person person = requireOfficer(proposalId);
        if (isRepeated(proposalId, person, wish.token())) {
            return;
        }
        Proposal proposal = getWaiting(proposalId);
        DecisionChoice.requireShown(proposal, wish.shown());
        DecisionChoice.requireReason(wish.reason());
        Instant now = clock.instant();
        if (!wish.until().isAfter(now) || !wish.until().isBefore(proposal.validUntil())) {
            throw Refusal.badInput("operations.refusal.until").at("until");
        }
        changes.postpone(proposalId, wish.until());
        steps.insert(
                proposal,
                Step.of(Step.Kind.POSTPONED, now, person, wish.reason().strip()).until(wish.until()),
                person,
                wish.token());
        urgent.settle(proposal);
        note(person, proposal, "proposal.postponed", wish.until().toString());
    }

    /** Who may decide it; nobody else changes proposals of the municipality until the transaction ends. */
    private Person requireOfficer(long proposalId) {
        long municipality = proposals.get(proposalId).municipalityId();
        Person person = access.require(Permission.DECIDE, municipality);
        changes.hold(municipality);
        return person;
    }

    private boolean isRepeated(long proposalId, Person person, @Nullable String token) {
        return token != null && steps.isDone(proposalId, person, token);
    }

    private Proposal getWaiting(long id) {
        Proposal proposal = proposals.get(id);
        Long main = proposal.standing().mergedInto();
        rows.findOf(main == null ? id : main).ifPresent(first -> {
            throw Refusal.conflict(
                    first.kind() == Kind.NO_ACTION || first.kind() == Kind.REJECTED
                            ? "operations.refusal.already-declined"
                            : "operations.refusal.already-decided",
                    first.personName(),
                    first.reason());
        });
        if (main != null) {
            throw Refusal.conflict("operations.refusal.merged", main.toString());
        }
        if (!proposal.isWaiting(clock.instant())) {
            throw Refusal.conflict("operations.refusal.lapsed");
        }
        return proposal;
    }

    private void note(Person person, Proposal proposal, String action, String detail) {
        auditLog.record(person, proposal.municipalityId(), action, proposal.id() + " " + detail);
        liveUpdates.announce(Proposals.TOPIC);
    }
}
