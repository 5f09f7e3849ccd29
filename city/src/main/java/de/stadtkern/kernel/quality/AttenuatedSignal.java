package de.stadtkern.kernel.quality;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A signal that hardly varies any more (QARTOD test 10, as in {@code ioos_qc} {@code attenuated_signal_test}).
 *
 * @param window looked at before each value, without its beginning; null for all values at once
 * @param fewest without so many values in it nothing can be said
 */
record AttenuatedSignal(Kind kind, Limits limits, @Nullable Duration window, int fewest) implements QualityTest {

    /** How variation is measured. */
    enum Kind {
        /** Standard deviation of the population. */
        DEVIATION,
        /** Greatest minus least. */
        RANGE
    }

    @Override
    public String name() {
        return "attenuated";
    }

    @Override
    public Duration lookBack() {
        return window == null ? Duration.ZERO : window;
    }

    @Override
    public Verdict over(Samples samples) {
        if (window == null) {
            Flag all = flag(samples, 0, samples.size());
            return i -> all;
        }
        long length = window.toNanos() / 1000;
        return i -> {
            int first = i;
            while (first > 0 && samples.micros(first - 1) > samples.micros(i) - length) {
                first--;
            }
            return flag(samples, first, i + 1);
        };
    }

    private Flag flag(Samples samples, int from, int until) {
        int count = 0;
        double mean = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < until; i++) {
            if (!samples.isMissing(i)) {
                double value = samples.value(i);
                double before = value - mean;
                mean += before / ++count;
                squares += before * (value - mean);
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        if (count < Math.max(1, fewest)) {
            return Flag.NOT_EVALUATED;
        }
        return limits.below(kind == Kind.RANGE ? greatest - least : Math.sqrt(squares / count));
    }
}
