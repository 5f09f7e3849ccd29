package de.stadtkern.tours;

/**
 * A rest that a driver takes between two stops. A tour that is over before the rest must begin needs none.
 *
 * @param window when it begins
 * @param seconds how long it lasts
 */
public record Break(Window window, double seconds) {

    public Break {
        Numbers.amount(seconds, "seconds of a break");
        if (!Double.isFinite(window.end())) {
            throw new IllegalArgumentException(
                    "a break must begin by a finite moment, but may begin until " + window.end());
        }
    }
}
