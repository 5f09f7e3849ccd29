package de.stadtkern.kernel.quality;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of one datastream in the order of their time; what is missing is not a number. */
final class Samples {

    /** One value; null: missing. */
    record Sample(Instant time, @Nullable Double value) {}

    private final long[] micros;
    private final double[] values;

    /** Keeps the arrays. */
    Samples(long[] micros, double[] values) {
        this.micros = micros;
        this.values = values;
    }

    static Samples of(List<Sample> samples) {
        return new Samples(
                samples.stream()
                        .mapToLong(one -> ChronoUnit.MICROS.between(Instant.EPOCH, one.time()))
                        .toArray(),
                samples.stream()
                        .mapToDouble(one -> one.value() == null ? Double.NaN : one.value())
                        .toArray());
    }

    int size() {
        return values.length;
    }

    double value(int i) {
        return values[i];
    }

    boolean isMissing(int i) {
        return Double.isNaN(values[i]);
    }

    long micros(int i) {
        return micros[i];
    }

    Instant time(int i) {
        return Instant.EPOCH.plus(micros[i], ChronoUnit.MICROS);
    }

    /** How far apart the values usually are, in microseconds: the median; 0 when there are fewer than two. */
    double medianStep() {
        if (micros.length < 2) {
            return 0;
        }
        long[] steps = new long[micros.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = micros[i + 1] - micros[i];
        }
        Arrays.sort(steps);
        int middle = steps.length / 2;
        return steps.length % 2 == 1 ? steps[middle] : (steps[middle - 1] + steps[middle]) / 2.0;
    }
}
