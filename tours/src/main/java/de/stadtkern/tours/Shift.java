package de.stadtkern.tours;

import java.util.List;

/**
 * When a vehicle may be out.
 *
 * @param hours it leaves not before the begin and is back by the end
 * @param longest most seconds between leaving and coming back; may be infinity
 * @param breaks rests to be taken, in the order of the day
 */
public record Shift(Window hours, double longest, List<Break> breaks) {

    /** At any time, for as long as it takes. */
    public static final Shift UNLIMITED = new Shift(Window.ALWAYS, Double.POSITIVE_INFINITY, List.of());

    public Shift {
        if (!(longest >= 0)) {
            throw new IllegalArgumentException("longest duration of a shift must be at least 0, but is " + longest);
        }
        breaks = List.copyOf(breaks);
    }
}
