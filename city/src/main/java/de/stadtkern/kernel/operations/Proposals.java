package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.operations.ProposalRows.Filter;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is proposed and nobody has decided yet. */
@Component
@EnableConfigurationProperties(ProposalSettings.class)
public class Proposals {

    /** Of the live updates of everything here. */
    public static final String TOPIC = "operations";

    /** Proposals, orders and proofs, for reading. */
    public static final Dataset RECORD = new Dataset("operations.dataset.record", Permission.SEE_OPERATIONS);

    private static final int MOST_SHOWN = 2000;

    private final ProposalRows rows;
    private final ProposalChanges changes;
    private final StepRows steps;
    private final Deadlines deadlines;
    private final Merging merging;
    private final UrgentProposals urgent;
    private final Access access;
    private final Clock clock;
    private final LiveUpdates liveUpdates;

    Proposals(
            ProposalRows rows,
            ProposalChanges changes,
            StepRows steps,
            Deadlines deadlines,
            Merging merging,
            UrgentProposals urgent,
            Access access,
            Clock clock,
            LiveUpdates liveUpdates) {
        this.rows = rows;
        this.changes = changes;
        this.steps = steps;
        this.deadlines = deadlines;
        this.merging = merging;
        this.urgent = urgent;
        this.access = access;
        this.clock = clock;
        this.liveUpdates = liveUpdates;
    }

    /**
     * Raises a proposal; renews the one about the same subject instead, if nobody has decided that yet. A new one about
     * the same place and measure as another is merged into that.
     *
     * @param restAfterDecision how long a subject is left alone once it was decided
     * @return under which id it is decided now; empty when the subject rests or the evidence is too old
     */
    @Transactional
    public Optional<Long> raise(NewProposal proposal, Duration restAfterDecision) {
        Instant now = clock.instant();
        if (!proposal.validUntil().isAfter(now)) {
            return Optional.empty();
        }
        changes.hold(proposal.municipalityId());
        deadlines.settle(proposal.municipalityId(), now);
        Optional<Long> raised = changes.confirm(proposal, now)
                .map(confirmed -> renew(confirmed, now))
                .or(() -> changes.wasDecidedAfter(proposal, now.minus(restAfterDecision))
                        ? Optional.empty()
                        : Optional.of(insert(proposal, now)));
        raised.map(rows::get).ifPresent(urgent::follow);
        liveUpdates.announce(TOPIC);
        return raised;
    }

    /** What would be done has changed: who has the proposal before them is shown it anew before they decide. */
    @Transactional
    public void showAnew(long id) {
        changes.hold(rows.get(id).municipalityId());
        changes.renewVersion(id);
        liveUpdates.announce(TOPIC);
    }

    private long renew(ProposalChanges.Confirmed confirmed, Instant now) {
        if (confirmed.changed()) {
            Proposal changed = rows.get(confirmed.id());
            steps.insert(changed, Step.of(Step.Kind.CHANGED, now, null, changed.headline()), null, null);
            if (confirmed.decidedWith() != confirmed.id()) {
                changes.renewVersion(confirmed.decidedWith());
            }
        }
        return confirmed.decidedWith();
    }

    private long insert(NewProposal proposal, Instant now) {
        Proposal fresh = rows.get(changes.insert(proposal, now));
        Raiser by = proposal.raisedBy();
        steps.insert(fresh, new Step(Step.Kind.RAISED, now, by.name(), "", null, null), null, null);
        return merging.intoOverlapping(fresh, now);
    }

    /** At most 2,000; no municipality stands for all whose operations the signed-in person may see. */
    List<Proposal> list(Filter filter) {
        Set<Long> readable = access.requireReadable(RECORD);
        Set<Long> wanted = filter.municipalities().isEmpty() ? readable : filter.municipalities();
        wanted.forEach(municipality -> access.requireRead(RECORD, municipality));
        return rows.list(
                new Filter(filter.wanted(), filter.urgency(), filter.source(), wanted), clock.instant(), MOST_SHOWN);
    }

    /** Which situation was found, and when. */
    public record Raised(Instant at, String headline) {}

    /** When proposals of a source were first raised in a time, oldest first; refused without the right to see them. */
    public List<Raised> listRaised(long municipalityId, String source, Instant from, Instant until) {
        access.requireRead(RECORD, municipalityId);
        return rows.listRaised(municipalityId, source, from, until);
    }

    /** The proposal; refused with 404 when the signed-in person may not read it. */
    public Proposal get(long id) {
        Proposal proposal = rows.get(id);
        access.requireRead(RECORD, proposal.municipalityId());
        return proposal;
    }

    /** The proposal, which the signed-in person now reads: as long as it is not decided, this is kept. */
    Proposal read(long id) {
        Proposal proposal = get(id);
        if (isOpen(proposal)) {
            steps.markSeen(proposal, access.person(), clock.instant());
        }
        return proposal;
    }

    /** Whether it can still be decided. */
    public boolean isOpen(Proposal proposal) {
        return proposal.isWaiting(clock.instant());
    }
}
