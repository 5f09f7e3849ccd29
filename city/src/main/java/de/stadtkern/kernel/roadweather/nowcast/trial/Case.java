package de.stadtkern.kernel.roadweather.nowcast.trial;

import de.stadtkern.kernel.roadweather.nowcast.Sample;
import de.stadtkern.kernel.roadweather.nowcast.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One moment at which a surface was above 0 °C, with what is known of the hours after it.
 *
 * @param place which recording
 * @param past the samples of the three hours until then, by time
 * @param change K/h between the newest sample and the oldest of the past hour
 * @param outcomes for 1, 2 and 3 hours; null where the recording does not reach that far
 */
public record Case(int place, @Nullable Site site, List<Sample> past, double change, List<@Nullable Outcome> outcomes) {

    /**
     * What came.
     *
     * @param surface °C, of the sample nearest to the horizon
     * @param frozen whether any sample until then was at 0 °C or below
     */
    public record Outcome(double surface, boolean frozen) {}

    private static final Duration HOUR = Duration.ofMinutes(60);
    private static final Duration LEAST = Duration.ofMinutes(29);
    private static final Duration EARLY = Duration.ofMinutes(20);
    private static final Duration LATE = Duration.ofMinutes(10);

    /** The newest sample. */
    public Sample now() {
        return past.getLast();
    }

    /** Every case of some recordings: the past hour shows at least half of itself, and one outcome is known. */
    public static List<Case> of(List<Recording> recordings) {
        List<Case> cases = new ArrayList<>();
        for (int place = 0; place < recordings.size(); place++) {
            Recording recording = recordings.get(place);
            List<Sample> samples = recording.samples();
            for (int i = 0; i < samples.size(); i++) {
                Sample now = samples.get(i);
                int first = i;
                while (first > 0
                        && !samples.get(first - 1).at().isBefore(now.at().minus(HOUR))) {
                    first--;
                }
                Duration seen = Duration.between(samples.get(first).at(), now.at());
                List<@Nullable Outcome> outcomes = outcomes(samples, i);
                if (now.surface() > 0
                        && seen.compareTo(LEAST) >= 0
                        && !outcomes.stream().allMatch(o -> o == null)) {
                    double change = (now.surface() - samples.get(first).surface()) / seen.toSeconds() * 3600;
                    List<Sample> past = samples.subList(0, i + 1).stream()
                            .filter(sample -> !sample.at().isBefore(now.at().minus(HOUR.multipliedBy(3))))
                            .toList();
                    cases.add(new Case(place, recording.site(), past, change, outcomes));
                }
            }
        }
        return cases;
    }

    private static List<@Nullable Outcome> outcomes(List<Sample> samples, int now) {
        List<@Nullable Outcome> outcomes = new ArrayList<>();
        for (int hours = 1; hours <= 3; hours++) {
            outcomes.add(outcome(samples, now, samples.get(now).at().plus(HOUR.multipliedBy(hours))));
        }
        return outcomes;
    }

    private static @Nullable Outcome outcome(List<Sample> samples, int now, Instant end) {
        boolean frozen = false;
        Outcome nearest = null;
        Duration distance = LATE.plus(EARLY);
        for (int i = now + 1; i < samples.size() && !samples.get(i).at().isAfter(end.plus(LATE)); i++) {
            Sample sample = samples.get(i);
            frozen |= sample.surface() <= 0;
            Duration away = Duration.between(sample.at(), end).abs();
            if (!sample.at().isBefore(end.minus(EARLY)) && away.compareTo(distance) < 0) {
                nearest = new Outcome(sample.surface(), frozen);
                distance = away;
            }
        }
        return nearest;
    }
}
