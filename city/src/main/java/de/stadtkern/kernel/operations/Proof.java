package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for good: what was proposed on which evidence, who decided what and why, and what was done where, when,
 * by whom and in which weather. A copy of everything, so that nothing that changes later changes it.
 */
record Proof(long id, long municipalityId, Instant madeAt, Content content) {

    /**
     * What the proof says.
     *
     * @param origin where the values were really measured, when not here
     * @param evidence what the decision rested on
     * @param work null when it was decided to do nothing
     */
    record Content(
            String municipality,
            String source,
            String headline,
            String place,
            @Nullable String origin,
            Position position,
            String rule,
            Instant raisedAt,
            List<Evidence> evidence,
            Decided decision,
            @Nullable Work work) {}

    /** The decision. */
    record Decided(String personName, String measure, String reason, Instant at) {}

    /** What was done. */
    record Work(
            long orderId,
            Instant startedAt,
            String startedBy,
            Instant doneAt,
            String doneBy,
            List<Evidence> weatherAtStart,
            List<Evidence> weatherAtEnd,
            List<Stop> driven) {

        double lengthMetres() {
            return driven.stream().mapToDouble(Stop::lengthMetres).sum();
        }
    }
}
