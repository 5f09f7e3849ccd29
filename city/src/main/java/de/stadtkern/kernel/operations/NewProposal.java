package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule proposes.
 *
 * @param source the room whose rule it is
 * @param subject what it is about, in the words of the source; at most one proposal about it is open at a time
 * @param rule name and version of the rule
 * @param headline key of the text that says what is the matter
 * @param place where, in words
 * @param origin where the values were really measured, when not here
 * @param measures what could be done, best first; {@link Measure#NO_ACTION} is added by itself
 * @param segmentIds street segments on which it would be done
 * @param validUntil when the evidence will be too old to decide on
 */
public record NewProposal(
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
        Instant validUntil,
        List<Evidence> evidence) {}
