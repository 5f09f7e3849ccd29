package de.stadtkern.kernel.quality;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A value that has not moved for too long (QARTOD test 8, as in {@code ioos_qc} {@code flat_line_test}). The time is
 * counted in values: as many as usually come in it, and one more.
 *
 * @param tolerance what moves less than this does not move
 */
record FlatLine(@Nullable Duration suspect, @Nullable Duration fail, double tolerance) implements QualityTest {

    private static final int FEWEST = 3;

    @Override
    public String name() {
        return "flat";
    }

    /** Twice as long, as half of the values may not have come. */
    @Override
    public Duration lookBack() {
        Duration one = suspect == null ? Duration.ZERO : suspect;
        Duration other = fail == null ? Duration.ZERO : fail;
        return (one.compareTo(other) > 0 ? one : other).multipliedBy(2);
    }

    @Override
    public Verdict over(Samples samples) {
        double step = samples.medianStep();
        if (samples.size() < FEWEST || step == 0) {
            return i -> Flag.GOOD;
        }
        int failing = window(fail, step);
        int suspicious = window(suspect, step);
        return i -> isFlat(samples, i, failing) ? Flag.FAIL : isFlat(samples, i, suspicious) ? Flag.SUSPECT : Flag.GOOD;
    }

    private static int window(@Nullable Duration time, double step) {
        return time == null ? Integer.MAX_VALUE : (int) (time.toNanos() / 1000 / step) + 1;
    }

    /** From here back, until the window is full or something moved. */
    private boolean isFlat(Samples samples, int i, int window) {
        if (window > i + 1) {
            return false;
        }
        double least = samples.value(i);
        double greatest = least;
        for (int j = i; j > i - window; j--) {
            if (!samples.isMissing(j)) {
                least = Math.min(least, samples.value(j));
                greatest = Math.max(greatest, samples.value(j));
                if (greatest - least >= tolerance) {
                    return false;
                }
            }
        }
        return true;
    }
}
