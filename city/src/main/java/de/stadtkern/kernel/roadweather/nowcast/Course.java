package de.stadtkern.kernel.roadweather.nowcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The way of a surface through the next three hours, in steps of a quarter of an hour. */
final class Course {

    private static final int STEPS_AN_HOUR = 4;
    private static final double STEP = 1.0 / STEPS_AN_HOUR;

    /** The trend over the past hour is the rate in its middle. */
    private static final int BEFORE = 2;

    private static final int HOURS = 3;

    /** Sine of the height under which the sun warms nothing. */
    private static final double LOW_SUN = 0.02;

    /** What the sun may do where nobody knows where it stands. */
    private static final double UNKNOWN_SUN = 0.25;

    private final double now;
    private final double trend;
    private final double[] sun;
    private final boolean placed;
    private final double[] surface = new double[STEPS_AN_HOUR * HOURS + 1];

    private Course(double now, double trend, double[] sun, boolean placed) {
        this.now = now;
        this.trend = trend;
        this.sun = sun;
        this.placed = placed;
    }

    /** @param samples by time */
    static Course of(List<Sample> samples, @Nullable Site site, Coefficients coefficients) {
        Sample newest = samples.getLast();
        Course course = new Course(newest.surface(), trend(samples), sun(newest.at(), site), site != null);
        course.run(coefficients.memory(), coefficients.sun(), newestAir(samples));
        return course;
    }

    /** K/h; the straight line through all samples that is nearest to them. */
    private static double trend(List<Sample> samples) {
        Instant now = samples.getLast().at();
        double hours = 0;
        double surface = 0;
        for (Sample sample : samples) {
            hours += hours(sample.at(), now) / samples.size();
            surface += sample.surface() / samples.size();
        }
        double together = 0;
        double spread = 0;
        for (Sample sample : samples) {
            double away = hours(sample.at(), now) - hours;
            together += away * (sample.surface() - surface);
            spread += away * away;
        }
        return together / spread;
    }

    private static double hours(Instant moment, Instant now) {
        return Duration.between(now, moment).toMillis() / 3_600_000.0;
    }

    private static double[] sun(Instant now, @Nullable Site site) {
        double[] sun = new double[BEFORE + STEPS_AN_HOUR * HOURS + 1];
        for (int step = 0; site != null && step < sun.length; step++) {
            sun[step] = Math.max(0, site.sun(now.plus(Duration.ofMinutes((step - BEFORE) * 60L / STEPS_AN_HOUR))));
        }
        return sun;
    }

    private static @Nullable Double newestAir(List<Sample> samples) {
        return samples.reversed().stream()
                .map(Sample::air)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void run(double memory, double full, @Nullable Double air) {
        double keeps = Math.exp(-STEP / memory);
        double shown = Math.max(sun[0], sun[BEFORE]);
        double setting = air == null || shown < LOW_SUN ? full : Math.min(full, Math.max(0, now - air) / shown);
        double rate = trend;
        surface[0] = now;
        for (int step = 1; step < sun.length; step++) {
            double change = sun[step] - sun[step - 1];
            rate = rate * keeps + (change < 0 ? setting : full) * change * (1 - keeps) / STEP;
            if (step > BEFORE) {
                surface[step - BEFORE] = surface[step - BEFORE - 1] + rate * STEP;
            }
        }
    }

    double trend() {
        return trend;
    }

    double surface(int hours) {
        return surface[hours * STEPS_AN_HOUR];
    }

    /** The closer the surface comes to freezing for its trend, the more each tenth of a degree counts. */
    double probability(int hours, Coefficients.Odds odds) {
        if (now <= 0) {
            return 1;
        }
        double lowest =
                IntStream.rangeClosed(1, hours).mapToDouble(this::surface).min().orElse(now);
        double away = lowest / (0.1 + 0.15 * Math.max(0, -trend));
        double areaSine = Math.copySign(Math.log(Math.abs(away) + Math.hypot(away, 1)), away);
        return 1 / (1 + Math.exp(-odds.intercept() - odds.slope() * areaSine));
    }

    /** The unit of the band, K: what moves fast and what stands in the sun is known less. */
    double uncertainty(int hours) {
        double mean = placed
                ? Arrays.stream(sun, BEFORE, BEFORE + hours * STEPS_AN_HOUR + 1)
                        .average()
                        .orElseThrow()
                : UNKNOWN_SUN;
        return 0.3 + 0.3 * Math.abs(trend) + 4 * mean;
    }
}
