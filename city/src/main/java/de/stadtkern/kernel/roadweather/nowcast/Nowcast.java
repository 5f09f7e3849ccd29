package de.stadtkern.kernel.roadweather.nowcast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The surface of a road one, two and three hours after its newest sample, and how likely it freezes until then.
 *
 * <p>The surface follows the sun as a body that takes hours to warm and to cool: its rate of change, measured over the
 * past hour, fades, while each change of the sun's height adds to it. Of the sun that goes away a surface loses no more
 * than it has gained, which is seen in how far it is above the air: under clouds, and where ice melts, little.
 *
 * @param at the moment of the newest sample
 * @param trend K/h over the past hour
 * @param horizons 60, 120 and 180 minutes
 */
public record Nowcast(Instant at, double trend, List<Horizon> horizons) {

    /** Changes with the model or its coefficients; what is kept of a nowcast names it. */
    public static final String VERSION = "nowcast-1";

    /**
     * Freezing is expected from this probability on: on places left out the CSI is flat from here to 0.5, and here least
     * is missed.
     */
    public static final double WARNING = 0.3;

    private static final Duration HOUR = Duration.ofMinutes(60);
    private static final Duration LEAST = Duration.ofMinutes(29);
    private static final Duration LONGEST = Duration.ofMinutes(90);

    public Nowcast {
        horizons = List.copyOf(horizons);
    }

    /**
     * The nowcast after the newest of some samples, in any order and at any intervals.
     *
     * @param past of one station; what is older than 90 minutes before the newest does not matter
     * @param site null when nobody knows where it stands: then nothing is said about the sun
     * @return empty when there are fewer than two samples, or none that is 29 to 90 minutes older than the newest
     */
    public static Optional<Nowcast> of(List<Sample> past, @Nullable Site site) {
        return of(past, site, Coefficients.SHIPPED);
    }

    /** The same with other coefficients. */
    public static Optional<Nowcast> of(List<Sample> past, @Nullable Site site, Coefficients coefficients) {
        return recent(past).map(samples -> {
            Course course = Course.of(samples, site, coefficients);
            List<Horizon> horizons = new ArrayList<>();
            double probability = 0;
            for (int hour = 1; hour <= coefficients.horizons().size(); hour++) {
                Coefficients.Odds odds = coefficients.horizons().get(hour - 1);
                probability = Math.max(probability, course.probability(hour, odds));
                double surface = course.surface(hour);
                double unit = course.uncertainty(hour);
                horizons.add(new Horizon(
                        60 * hour, surface, surface + odds.low() * unit, surface + odds.high() * unit, probability));
            }
            return new Nowcast(samples.getLast().at(), course.trend(), horizons);
        });
    }

    /** Those of the past hour by time; with the one before when the hour shows less than half of itself. */
    private static Optional<List<Sample>> recent(List<Sample> past) {
        List<Sample> samples = past.stream()
                .sorted(Comparator.comparing(Sample::at).thenComparing(Sample::surface, Comparator.reverseOrder()))
                .toList();
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        Instant now = samples.getLast().at();
        int first = samples.size() - 1;
        while (first > 0 && !samples.get(first - 1).at().isBefore(now.minus(HOUR))) {
            first--;
        }
        if (first > 0 && samples.get(first).at().isAfter(now.minus(LEAST))) {
            first--;
        }
        Instant oldest = samples.get(first).at();
        boolean enough = !oldest.isAfter(now.minus(LEAST)) && !oldest.isBefore(now.minus(LONGEST));
        return enough ? Optional.of(samples.subList(first, samples.size())) : Optional.empty();
    }
}
