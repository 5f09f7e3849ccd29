package de.stadtkern.kernel.forecasts;

/** Numbers as files write them. */
final class Numbers {

    private Numbers() {}

    /** The number, which is one: neither NaN nor infinite. */
    static double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }
}
