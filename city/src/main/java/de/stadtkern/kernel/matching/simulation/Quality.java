package de.stadtkern.kernel.matching.simulation;

import de.stadtkern.kernel.matching.Driven;
import de.stadtkern.kernel.matching.Matched;
import de.stadtkern.kernel.matching.Step;
import de.stadtkern.kernel.matching.Tally;
import de.stadtkern.kernel.streets.Segment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How near what was matched comes to the truth.
 *
 * @param coverageError how much the share of a segment in one direction is beside the true one, the mean over all metres
 * @param falseCredit metres of segments and directions that were never driven, as a share of all metres driven
 */
public record Quality(double coverageError, double falseCredit) {

    /** Compares what was matched with the truth. */
    public static Quality of(List<Step> truth, Matched matched, List<Segment> segments) {
        Map<Driven.Direction, Double> wanted = metres(new Matched(List.copyOf(truth), new Tally(0, 0, 0)));
        Map<Driven.Direction, Double> found = metres(matched);
        Map<Long, Double> lengths = new HashMap<>();
        segments.forEach(segment -> lengths.put(segment.id(), segment.lengthMetres()));
        double error = 0;
        double driven = 0;
        for (var each : wanted.entrySet()) {
            error += Math.abs(found.getOrDefault(each.getKey(), 0.0) - each.getValue());
            driven += lengths.getOrDefault(each.getKey().segmentId(), 0.0);
        }
        Set<Driven.Direction> wrong = new HashSet<>(found.keySet());
        wrong.removeAll(wanted.keySet());
        double wrongMetres = wrong.stream()
                .mapToDouble(direction -> found.getOrDefault(direction, 0.0))
                .sum();
        return new Quality(error / driven, wrongMetres / driven);
    }

    private static Map<Driven.Direction, Double> metres(Matched matched) {
        Map<Driven.Direction, Double> metres = new HashMap<>();
        matched.driven().forEach(driven -> metres.put(driven.direction(), driven.metres()));
        return metres;
    }
}
