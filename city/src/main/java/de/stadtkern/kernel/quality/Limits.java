package de.stadtkern.kernel.quality;

import org.jspecify.annotations.Nullable;

/** Two thresholds of a test; null: that one is not set. */
record Limits(@Nullable Double suspect, @Nullable Double fail) {

    /** What lies above is bad. */
    Flag above(double value) {
        return fail != null && value > fail ? Flag.FAIL : suspect != null && value > suspect ? Flag.SUSPECT : Flag.GOOD;
    }

    /** What lies above or at the limit is bad. */
    Flag reachedBy(double value) {
        return fail != null && value >= fail
                ? Flag.FAIL
                : suspect != null && value >= suspect ? Flag.SUSPECT : Flag.GOOD;
    }

    /** What lies below is bad. */
    Flag below(double value) {
        return fail != null && value < fail ? Flag.FAIL : suspect != null && value < suspect ? Flag.SUSPECT : Flag.GOOD;
    }
}
