package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.util.List;
import java.util.Locale;

/**
 * A stretch of a route of which somebody in a wheelchair has to know.
 *
 * @param street empty when it has no name
 */
public record Caution(Kind kind, String street, double metres, List<Position> course) {

    /** What is the matter. */
    public enum Kind {
        KERB_UNKNOWN,
        SURFACE_ROUGH,
        SURFACE_UNKNOWN,
        INCLINE_STEEP,
        INCLINE_UNKNOWN,
        WIDTH_NARROW,
        WIDTH_UNKNOWN;

        /** The word for it in JSON and keys of texts. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is a barrier for sure, and not only unknown. */
        public boolean isKnown() {
            return !name().endsWith("_UNKNOWN");
        }
    }
}
