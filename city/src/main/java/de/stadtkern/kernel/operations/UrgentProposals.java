package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.notifications.Escalations;
import de.stadtkern.kernel.notifications.NewEscalation;
import de.stadtkern.kernel.notifications.Notice;
import de.stadtkern.kernel.notifications.NotificationTopic;
import de.stadtkern.kernel.operations.Proposal.State;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** While an urgent proposal is undecided, one after the other of the standby roster is told, until somebody takes care. */
@Component
class UrgentProposals {

    static final String KIND = "operations.proposal";

    private static final String URGENT_TOPIC = "operations.topic.urgent";

    private final ProposalRows rows;
    private final ProposalChanges changes;
    private final StepRows steps;
    private final Escalations escalations;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    UrgentProposals(
            ProposalRows rows,
            ProposalChanges changes,
            StepRows steps,
            Escalations escalations,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.steps = steps;
        this.escalations = escalations;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    @Bean
    static NotificationTopic urgentProposalsTopic() {
        return new NotificationTopic(URGENT_TOPIC, Permission.DECIDE, true);
    }

    /** How far the call about a proposal is, and whom it has told. */
    record Call(Escalations.Chain chain, List<Escalations.Step> told) {}

    Optional<Call> findCall(long proposal) {
        String subject = Long.toString(proposal);
        return escalations.find(KIND, subject).map(chain -> new Call(chain, escalations.steps(KIND, subject)));
    }

    /** Calls while it is open and urgent and nobody takes care, and ends the call when it is not any more. */
    void follow(Proposal proposal) {
        if (proposal.state() != State.OPEN || proposal.priority().urgency() != Urgency.URGENT) {
            settle(proposal);
        } else if (steps.findTaken(proposal.id()).isEmpty()) {
            escalations.begin(new NewEscalation(
                    KIND,
                    Long.toString(proposal.id()),
                    proposal.municipalityId(),
                    URGENT_TOPIC,
                    "operations.call",
                    List.of(Notice.TEXT + proposal.headline(), proposal.place()),
                    "/operations/proposals/" + proposal.id(),
                    clock.instant()));
        }
    }

    /** Decided, lapsed, merged or postponed: nobody is called any more. */
    void settle(Proposal proposal) {
        escalations.end(KIND, Long.toString(proposal.id()));
    }
    /** The signed-in officer says: I take care. The others see it, and nobody further is called. */
    @Transactional
    void takeCare(long id) {
        long municipality = rows.get(id).municipalityId();
        Person person = access.require(Permission.DECIDE, municipality);
        changes.hold(municipality);
        Proposal proposal = rows.get(id);
        if (!proposal.isWaiting(clock.instant())) {
            throw Refusal.conflict("operations.refusal.over", id);
        }
        steps.findTaken(id).ifPresent(first -> {
            throw Refusal.conflict("operations.refusal.taken", first.personName());
        });
        steps.insert(proposal, Step.of(Step.Kind.TAKEN, clock.instant(), person, ""), person, null);
        escalations.acknowledge(KIND, Long.toString(id), person);
        auditLog.record(person, municipality, "proposal.taken", Long.toString(id));
        liveUpdates.announce(Proposals.TOPIC);
    }
}
