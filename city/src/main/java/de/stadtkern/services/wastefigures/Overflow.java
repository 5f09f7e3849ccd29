package de.stadtkern.services.wastefigures;

import java.util.function.DoublePredicate;

/**
 * How often a bin overflows that is emptied at regular intervals. What comes in between two emptyings is spread as an
 * Erlang distribution around its mean: of order 4 its standard deviation is half of the mean.
 *
 * @param order of the distribution, at least 1: the higher, the steadier; the deviation is the mean divided by its root
 */
record Overflow(int order) {

    /** What is shown. */
    static final Overflow USUAL = new Overflow(4);

    /** Between these the truth is assumed: deviations of 0.7 and of 0.35 of the mean. */
    static final Overflow RESTLESS = new Overflow(2);

    static final Overflow STEADY = new Overflow(8);

    /** A mean level above this says only that the bin is full: what did not fit cannot be told from it. */
    private static final double HIGHEST_LEVEL = 0.95;

    private static final int HALVINGS = 60;
    private static final double MOST = 50;

    /**
     * Probability, 0 to 1, that more came in than fits.
     *
     * @param inflow mean from one emptying to the next, in volumes of the bin, at least 0
     */
    double share(double inflow) {
        return inflow <= 0 ? 0 : tail(order, order / inflow);
    }

    /** Mean level at the emptying, 0 to 1: what came in, as far as it fits. */
    double level(double inflow) {
        if (inflow <= 0) {
            return 0;
        }
        double fits = 0;
        for (int stage = 1; stage <= order; stage++) {
            fits += 1 - tail(stage, order / inflow);
        }
        return fits * inflow / order;
    }

    /** What must have come in at a mean level of 0 to 1: more than was found where the bin was full now and then. */
    double inflowAt(double level) {
        double wanted = Math.min(level, HIGHEST_LEVEL);
        return solve(inflow -> level(inflow) < wanted);
    }

    /** With what inflow the bin just overflows at this share, between 0 and 1, of the emptyings. */
    double inflowFor(double share) {
        return solve(inflow -> share(inflow) < share);
    }

    private static double solve(DoublePredicate tooLittle) {
        double low = 0;
        double high = MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (tooLittle.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Probability that the sum of {@code stages} exponential times of mean 1 is more than x. */
    private static double tail(int stages, double x) {
        double term = 1;
        double sum = 1;
        for (int i = 1; i < stages; i++) {
            term *= x / i;
            sum += term;
        }
        return Math.exp(-x) * sum;
    }
}
