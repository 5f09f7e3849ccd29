package de.stadtkern.kernel.matching;

import java.time.Instant;

/**
 * A piece of a segment driven between two fixes, in one direction.
 *
 * @param along whether in the direction of the segment's course
 * @param fromMetres where it begins, along the course from its beginning; larger than {@code toMetres} when driven
 *     against the course
 * @param from when it begins, as if the speed between two fixes were even
 */
public record Step(long segmentId, boolean along, double fromMetres, double toMetres, Instant from, Instant until)
        implements Part {

    /** How far it is. */
    public double metres() {
        return Math.abs(toMetres - fromMetres);
    }
}
