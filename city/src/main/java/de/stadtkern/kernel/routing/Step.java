package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.util.Locale;

/**
 * One thing to do on the way.
 *
 * @param position where it is to be done
 * @param street on which it goes on then; empty when it has no name
 * @param exit at a roundabout, the how manieth exit to take; else 0
 * @param metres to the next step
 * @param seconds to the next step
 */
public record Step(Turn turn, Position position, String street, int exit, double metres, double seconds) {

    /** What to do. */
    public enum Turn {
        DEPART,
        STRAIGHT,
        SLIGHT_LEFT,
        LEFT,
        SHARP_LEFT,
        SLIGHT_RIGHT,
        RIGHT,
        SHARP_RIGHT,
        U_TURN,
        ROUNDABOUT,
        VIA,
        ARRIVE;

        /** The word for it in JSON and keys of texts. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
