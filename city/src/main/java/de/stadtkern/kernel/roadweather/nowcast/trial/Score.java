package de.stadtkern.kernel.roadweather.nowcast.trial;

import de.stadtkern.kernel.roadweather.nowcast.Contingency;
import de.stadtkern.kernel.roadweather.nowcast.trial.Case.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a method did at one horizon.
 *
 * @param meanError K, of the surface without its sign
 * @param brierSkill what the probabilities are better than the share of all cases that froze; 1 is best
 * @param coverage share of outcomes within the band
 * @param events how often a surface that was above 0 °C was not any more at its next sample
 * @param eventsHit of these, how many were warned of within the horizon
 * @param leadMinutes the median time from the first such warning to the event; NaN without one
 */
public record Score(
        Contingency contingency,
        double meanError,
        double brierSkill,
        double coverage,
        int events,
        int eventsHit,
        double leadMinutes) {

    /**
     * What a method says of a case.
     *
     * @param surface °C
     * @param low °C; NaN when the method knows no band
     * @param probability that it freezes
     */
    public record Answer(boolean warns, double surface, double low, double high, double probability) {

        /** Of a method that knows nothing but yes and no. */
        public static Answer plain(boolean warns, double surface) {
            return new Answer(warns, surface, Double.NaN, Double.NaN, warns ? 1 : 0);
        }
    }

    private record Event(int place, Instant at) {}

    /** The score of a method at 1, 2 or 3 hours. */
    public static Score of(List<Recording> recordings, List<Case> cases, int hours, Function<Case, Answer> method) {
        Contingency contingency = Contingency.NONE;
        double error = 0;
        double brier = 0;
        int within = 0;
        Map<Integer, List<Instant>> warnings = new HashMap<>();
        for (Case one : cases) {
            Outcome outcome = one.outcomes().get(hours - 1);
            if (outcome == null) {
                continue;
            }
            Answer answer = method.apply(one);
            contingency = contingency.and(answer.warns(), outcome.frozen());
            error += Math.abs(answer.surface() - outcome.surface());
            brier += Math.pow(answer.probability() - (outcome.frozen() ? 1 : 0), 2);
            within += answer.low() <= outcome.surface() && outcome.surface() <= answer.high() ? 1 : 0;
            if (answer.warns()) {
                warnings.computeIfAbsent(one.place(), fresh -> new ArrayList<>())
                        .add(one.now().at());
            }
        }
        List<Event> events = events(recordings);
        double[] leads = events.stream()
                .flatMap(event -> warnings.getOrDefault(event.place(), List.of()).stream()
                        .map(warning -> Duration.between(warning, event.at()).toSeconds() / 60.0)
                        .filter(lead -> lead > 0 && lead <= 60 * hours)
                        .max(Double::compare)
                        .stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double share = (double) (contingency.hits() + contingency.misses()) / contingency.cases();
        return new Score(
                contingency,
                error / contingency.cases(),
                1 - brier / contingency.cases() / (share * (1 - share)),
                (double) within / contingency.cases(),
                events.size(),
                leads.length,
                leads.length == 0 ? Double.NaN : leads[leads.length / 2]);
    }

    private static List<Event> events(List<Recording> recordings) {
        List<Event> events = new ArrayList<>();
        for (int place = 0; place < recordings.size(); place++) {
            var samples = recordings.get(place).samples();
            for (int i = 1; i < samples.size(); i++) {
                if (samples.get(i - 1).surface() > 0 && samples.get(i).surface() <= 0) {
                    events.add(new Event(place, samples.get(i).at()));
                }
            }
        }
        return events;
    }
}
