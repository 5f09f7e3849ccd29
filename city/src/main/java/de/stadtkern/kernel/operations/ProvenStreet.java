package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Mark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A segment in one direction, as the proof of a tour says it; a copy, so that no later import of the road network changes
 * the proof.
 *
 * @param street its name; empty when it has none
 * @param course in the direction of driving
 * @param share of its length that was treated, 0 to 1
 * @param unprovenShare of its length that may have been treated while nobody knows it, 0 to 1
 * @param first when it was first treated; null when it was not
 * @param passes how often
 * @param kilograms of the material; null when unknown
 * @param note why it was left, for instance; null when nobody wrote anything
 */
public record ProvenStreet(
        long segmentId,
        boolean forward,
        String street,
        double lengthMetres,
        List<Position> course,
        double share,
        double unprovenShare,
        @Nullable Instant first,
        @Nullable Instant last,
        int passes,
        @Nullable Double kilograms,
        @Nullable Double gramsPerSquareMetre,
        ProofGrade grade,
        @Nullable String note) {

    /** A street of which less than this was treated is not done. */
    private static final double DONE = 0.9;

    /** How the map shows it. */
    Mark mark() {
        if (share >= DONE) {
            return Mark.DONE;
        }
        return share > 0 || unprovenShare > 0 ? Mark.WARNING : Mark.UNKNOWN;
    }
}
