package de.stadtkern.kernel.quality;

import java.time.Duration;
import java.util.Arrays;

/** One test of QARTOD. It looks at values and their times alone, and says what it thinks of each. */
sealed interface QualityTest permits GrossRange, Spike, RateOfChange, FlatLine, AttenuatedSignal, Climatology {

    /** Under which its flags are kept. */
    String name();

    /** What it says of value {@code i}, which is not missing. */
    interface Verdict {

        Flag of(int i);
    }

    /** Makes ready for these values. */
    Verdict over(Samples samples);

    /** How much of the time before a value matters, besides the values next to it. */
    default Duration lookBack() {
        return Duration.ZERO;
    }

    /** A flag for each value. */
    default Flag[] judge(Samples samples) {
        Flag[] flags = new Flag[samples.size()];
        Verdict verdict = over(samples);
        Arrays.setAll(flags, i -> samples.isMissing(i) ? Flag.MISSING : verdict.of(i));
        return flags;
    }
}
