package de.stadtkern.kernel.tracks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done to one segment in one direction.
 *
 * @param forward whether along the course of the segment
 * @param share of its length that was treated at least once, 0 to 1
 * @param first when it was first treated, or, when nothing of it was, when that might have been
 * @param last when it was last treated
 * @param passes how often the vehicle came to it at work; 0 when nothing is proven
 * @param kilograms Σ dose · width · length / 1000; null when the machine told no dose
 * @param gramsPerSquareMetre the mean dose over what was spread
 * @param unprovenShare of its length that may have been treated while nobody knows it, and was not treated otherwise; 0 to 1
 */
public record Coverage(
        long segmentId,
        boolean forward,
        double share,
        Instant first,
        Instant last,
        int passes,
        @Nullable Double kilograms,
        @Nullable Double gramsPerSquareMetre,
        Grade grade,
        double unprovenShare) {

    /** That a whole segment is done because somebody said so. */
    public static Coverage manual(long segmentId, boolean forward, Instant at) {
        return new Coverage(segmentId, forward, 1, at, at, 1, null, null, Grade.MANUAL, 0);
    }
}
