package de.stadtkern.kernel.quality;

/**
 * How quickly the value has changed since the one before (QARTOD test 7, as in {@code ioos_qc} {@code
 * rate_of_change_test}). A rate at the limit counts: the published example of ten units in a quarter of an hour is one.
 * Two values of the same moment have no rate.
 *
 * @param perSecond in units per second
 */
record RateOfChange(Limits perSecond) implements QualityTest {

    private static final double MICROS = 1e6;

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public Verdict over(Samples samples) {
        return i -> {
            if (i == 0 || samples.isMissing(i - 1) || samples.micros(i) == samples.micros(i - 1)) {
                return Flag.GOOD;
            }
            double seconds = (samples.micros(i) - samples.micros(i - 1)) / MICROS;
            return perSecond.reachedBy(Math.abs(samples.value(i) - samples.value(i - 1)) / seconds);
        };
    }
}
