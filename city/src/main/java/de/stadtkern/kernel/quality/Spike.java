package de.stadtkern.kernel.quality;

/**
 * How far a value stands out from its two neighbours (QARTOD test 6, as in {@code ioos_qc} {@code spike_test}). Without
 * both neighbours nothing can be said.
 */
record Spike(Method method, Limits limits) implements QualityTest {

    /** How it is measured. */
    enum Method {
        /** From the mean of both neighbours; the neighbours of a spike stand out too. */
        AVERAGE,
        /** By the smaller of the steps to it and from it, if the one goes up and the other down. */
        DIFFERENTIAL
    }

    @Override
    public String name() {
        return "spike";
    }

    @Override
    public Verdict over(Samples samples) {
        return i -> {
            if (i == 0 || i == samples.size() - 1 || samples.isMissing(i - 1) || samples.isMissing(i + 1)) {
                return Flag.NOT_EVALUATED;
            }
            return limits.above(height(samples.value(i - 1), samples.value(i), samples.value(i + 1)));
        };
    }

    private double height(double before, double value, double after) {
        return switch (method) {
            case AVERAGE -> Math.abs(value - (before + after) / 2);
            case DIFFERENTIAL -> {
                double up = value - before;
                double down = value - after;
                yield up * down > 0 ? Math.min(Math.abs(up), Math.abs(down)) : 0;
            }
        };
    }
}
