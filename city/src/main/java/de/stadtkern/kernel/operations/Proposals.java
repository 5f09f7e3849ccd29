package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What rules propose and nobody has decided yet. */
@Component
public class Proposals {

    static final String TOPIC = "operations";

    /** Proposals, orders and proofs, for reading. */
    static final Dataset RECORD = new Dataset("operations.dataset.record", Permission.SEE_OPERATIONS);

    private final ProposalRows rows;
    private final Access access;
    private final Clock clock;
    private final LiveUpdates liveUpdates;

    Proposals(ProposalRows rows, Access access, Clock clock, LiveUpdates liveUpdates) {
        this.rows = rows;
        this.access = access;
        this.clock = clock;
        this.liveUpdates = liveUpdates;
    }

    /**
     * Raises a proposal; confirms the open one about the same subject instead, if there is one.
     *
     * @param restAfterDecision how long a subject is left alone once it was decided
     */
    @Transactional
    public void raise(NewProposal proposal, Duration restAfterDecision) {
        Instant now = clock.instant();
        if (!proposal.validUntil().isAfter(now)) {
            return;
        }
        rows.lapse(now);
        if (!rows.confirm(proposal, now) && !rows.wasDecidedAfter(proposal, now.minus(restAfterDecision))) {
            rows.insert(proposal, now);
        }
        liveUpdates.announce(TOPIC);
    }

    /** The open proposals of the municipalities whose operations the signed-in person may see, newest first. */
    List<Proposal> listOpen() {
        return rows.listOpen(access.requireReadable(RECORD), clock.instant());
    }

    Proposal get(long id) {
        Proposal proposal = rows.get(id);
        access.requireRead(RECORD, proposal.municipalityId());
        return proposal;
    }

    /** Whether it can still be decided. */
    boolean isOpen(Proposal proposal) {
        return proposal.state() == Proposal.State.OPEN && proposal.validUntil().isAfter(clock.instant());
    }
}
