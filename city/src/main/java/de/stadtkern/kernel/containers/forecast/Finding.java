package de.stadtkern.kernel.containers.forecast;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody or something found out about the level of a container.
 *
 * @param share 0 to 1, how full it was at that moment; null when nobody knows. 1 means full, or more
 * @param spread by how much the share may be wrong, 0 to 1
 */
public record Finding(Instant at, Kind kind, @Nullable Double share, double spread) {

    /** How it was found. */
    public enum Kind {
        /** When the container was emptied; it is empty from then on. */
        EMPTIED,
        /** By a sensor, or by somebody who looked. */
        MEASURED,
        /** Somebody reported it as full. */
        REPORTED
    }

    /** A report is believed like this. */
    private static final double SPREAD_OF_REPORT = 0.1;

    public Finding {
        if (share != null && !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be 0 to 1, but is " + share);
        }
        if (!(spread >= 0 && spread <= 1)) {
            throw new IllegalArgumentException("spread must be 0 to 1, but is " + spread);
        }
    }

    /** Emptied, and this full before. A tap on quarter, half or full has a spread of an eighth. */
    public static Finding emptied(Instant at, double share, double spread) {
        return new Finding(at, Kind.EMPTIED, share, spread);
    }

    /** Emptied, and nobody knows how full it was. */
    public static Finding emptied(Instant at) {
        return new Finding(at, Kind.EMPTIED, null, 0);
    }

    /** Seen without emptying. */
    public static Finding measured(Instant at, double share, double spread) {
        return new Finding(at, Kind.MEASURED, share, spread);
    }

    /** Reported as full. */
    public static Finding reportedFull(Instant at) {
        return new Finding(at, Kind.REPORTED, 1.0, SPREAD_OF_REPORT);
    }
}
