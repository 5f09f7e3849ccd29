package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;

/**
 * What a named person decided about a proposal, and why. Never changed afterwards.
 *
 * @param place where it is to be done, in words
 * @param segmentIds street segments on which it is to be done
 */
public record Decision(
        long id,
        long proposalId,
        long municipalityId,
        String personName,
        Kind kind,
        String measure,
        String reason,
        Instant decidedAt,
        String place,
        Position position,
        List<Long> segmentIds,
        Changes changes) {

    /** What it made of the proposal. */
    public enum Kind {
        ACCEPTED,
        CHANGED,
        REJECTED,
        NO_ACTION;

        /** Whether something is to be done. */
        boolean makesOrder() {
            return this == ACCEPTED || this == CHANGED;
        }
    }

    /**
     * What was decided otherwise than proposed.
     *
     * @param otherMeasure whether the measure was not among the alternatives
     * @param leftOut names of streets and places, each once
     * @param added names of streets and places, each once
     */
    public record Changes(boolean otherMeasure, List<String> leftOut, List<String> added) {

        static final Changes NONE = new Changes(false, List.of(), List.of());

        public Changes {
            leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
            added = added == null ? List.of() : List.copyOf(added);
        }

        public boolean none() {
            return !otherMeasure && leftOut.isEmpty() && added.isEmpty();
        }
    }
}
