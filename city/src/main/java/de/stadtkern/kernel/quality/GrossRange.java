package de.stadtkern.kernel.quality;

/**
 * Outside of what the sensor can measure, a value fails; outside of what is plausible, it is suspect (QARTOD test 4, as in
 * {@code ioos_qc} {@code gross_range_test}).
 */
record GrossRange(Span fail, Span suspect) implements QualityTest {

    @Override
    public String name() {
        return "range";
    }

    @Override
    public Verdict over(Samples samples) {
        return i -> {
            double value = samples.value(i);
            return !fail.contains(value) ? Flag.FAIL : !suspect.contains(value) ? Flag.SUSPECT : Flag.GOOD;
        };
    }
}
