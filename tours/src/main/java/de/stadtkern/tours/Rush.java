package de.stadtkern.tours;

/**
 * A part of the day in which driving takes longer or shorter.
 *
 * @param hours when it is
 * @param factor what driving times are multiplied by, above 0
 */
public record Rush(Window hours, double factor) {

    public Rush {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("factor of a rush must be a finite number above 0, but is " + factor);
        }
    }
}
