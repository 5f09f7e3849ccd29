package de.stadtkern.kernel.roadweather;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lies on the road, and who says so.
 *
 * @param source where it is known from; null when nobody says anything, then the road is taken to be dry
 * @param at time of the reading that says so
 */
public record Wetness(
        Kind kind, @Nullable Source source, @Nullable Instant at) {

    static final Wetness UNKNOWN = new Wetness(Kind.UNKNOWN, null, null);

    /** What lies on the road. */
    public enum Kind {
        DRY,
        WET,
        SNOW,
        ICE,
        FROST,
        UNKNOWN
    }

    /** Where it is known from, the surest first. */
    public enum Source {
        /** The surface sensor says its state by a code. */
        STATE,
        /** The thickness of the film of water. */
        FILM,
        /** It rains or snows. */
        FALLING,
        /** It has rained or snowed in the hours before, and nobody has measured that the road is dry since. */
        EARLIER
    }
}
