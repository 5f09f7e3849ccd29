package de.stadtkern.tours;

/**
 * A span of time, in seconds after any moment the caller chooses.
 *
 * @param begin first moment; may be negative infinity
 * @param end last moment; may be infinity
 */
public record Window(double begin, double end) {

    /** At any time. */
    public static final Window ALWAYS = new Window(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Window {
        Numbers.number(begin, "begin of a window");
        Numbers.number(end, "end of a window");
    }
}
