package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposal as it stands; see {@link NewProposal}.
 *
 * @param confirmedAt when the rule last found the same
 * @param raisedEvidence on what it was raised
 * @param latestEvidence what the rule found when it last confirmed it
 */
record Proposal(
        long id,
        long municipalityId,
        String source,
        String subject,
        String rule,
        String headline,
        String place,
        @Nullable String origin,
        Position position,
        List<String> measures,
        List<Long> segmentIds,
        Instant raisedAt,
        Instant confirmedAt,
        Instant validUntil,
        List<Evidence> raisedEvidence,
        List<Evidence> latestEvidence,
        State state) {

    enum State {
        OPEN,
        DECIDED,
        LAPSED
    }
}
