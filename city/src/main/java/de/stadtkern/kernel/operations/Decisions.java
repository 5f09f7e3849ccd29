package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where a person decides. The only way from a proposal to an order. */
@Component
class Decisions {

    private static final int LONGEST_REASON = 2000;

    private final ProposalRows proposals;
    private final DecisionRows rows;
    private final WorkOrders orders;
    private final Proofs proofs;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;
    private final LiveUpdates liveUpdates;

    Decisions(
            ProposalRows proposals,
            DecisionRows rows,
            WorkOrders orders,
            Proofs proofs,
            Access access,
            AuditLog auditLog,
            Clock clock,
            LiveUpdates liveUpdates) {
        this.proposals = proposals;
        this.rows = rows;
        this.orders = orders;
        this.proofs = proofs;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
        this.liveUpdates = liveUpdates;
    }

    /**
     * What the person has chosen.
     *
     * @param headline what the person was shown: a proposal whose danger has changed since is shown anew
     */
    record Choice(String headline, String measure, String reason) {}

    /**
     * Decides a proposal for good. With a measure it makes an order, with {@link Measure#NO_ACTION} a proof that it was
     * looked at. When two decide at once, one does and the other is told who was first.
     */
    @Transactional
    Decision decide(long proposalId, Choice choice) {
        Proposal proposal = proposals.getForDecision(proposalId);
        Person person = access.require(Permission.DECIDE, proposal.municipalityId());
        requireOpen(proposal);
        requireValid(proposal, choice);
        Decision decision =
                rows.insert(proposal, person, choice.measure(), choice.reason().strip(), clock.instant());
        proposals.markDecided(proposalId);
        if (choice.measure().equals(Measure.NO_ACTION)) {
            proofs.keep(proposal, decision, null);
        } else {
            orders.make(proposal, decision);
        }
        auditLog.record(person, proposal.municipalityId(), "proposal.decided", proposalId + " " + choice.measure());
        liveUpdates.announce(Proposals.TOPIC);
        return decision;
    }

    private void requireOpen(Proposal proposal) {
        rows.findOf(proposal.id()).ifPresent(first -> {
            throw Refusal.conflict("operations.refusal.already-decided", first.personName());
        });
        if (proposal.state() != Proposal.State.OPEN || !proposal.validUntil().isAfter(clock.instant())) {
            throw Refusal.conflict("operations.refusal.lapsed");
        }
    }

    private static void requireValid(Proposal proposal, Choice choice) {
        String reason = choice.reason();
        if (!proposal.headline().equals(choice.headline())) {
            throw Refusal.badInput("operations.refusal.changed");
        }
        if (!proposal.measures().contains(choice.measure())) {
            throw Refusal.badInput("operations.refusal.measure").at("measure");
        }
        if (!PlainText.isReadable(reason)) {
            throw Refusal.badInput("operations.refusal.reason").at("reason");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Refusal.badInput("operations.refusal.reason-long", LONGEST_REASON, reason.length())
                    .at("reason");
        }
    }
}
