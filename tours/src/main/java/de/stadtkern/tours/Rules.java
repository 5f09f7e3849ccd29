package de.stadtkern.tours;

import java.util.List;
import java.util.Map;

/**
 * What holds for all tours of a problem.
 *
 * @param facilities where capacity is regained on tour; every vehicle may use each of them
 * @param deadlines for a class of urgency, the moment by which all its tasks are done
 * @param precedences which task comes before which
 * @param rushes parts of the day with other driving times, not overlapping
 */
public record Rules(
        List<Facility> facilities, Map<Integer, Double> deadlines, List<Precedence> precedences, List<Rush> rushes) {

    /** Nothing special. */
    public static final Rules NONE = new Rules(List.of(), Map.of(), List.of(), List.of());

    public Rules {
        facilities = List.copyOf(facilities);
        deadlines = Map.copyOf(deadlines);
        precedences = List.copyOf(precedences);
        rushes = List.copyOf(rushes);
    }

    /** Capacity is regained at these places. */
    public Rules withFacilities(Facility... places) {
        return new Rules(List.of(places), deadlines, precedences, rushes);
    }

    /** Tasks of this class are done by this moment. */
    public Rules withDeadline(int priority, double moment) {
        Map<Integer, Double> more = new java.util.HashMap<>(deadlines);
        more.put(priority, moment);
        return new Rules(facilities, more, precedences, rushes);
    }

    /** These tasks keep an order. */
    public Rules withPrecedences(Precedence... pairs) {
        return new Rules(facilities, deadlines, List.of(pairs), rushes);
    }

    /** Driving times differ in these parts of the day. */
    public Rules withRushes(Rush... parts) {
        return new Rules(facilities, deadlines, precedences, List.of(parts));
    }
}
