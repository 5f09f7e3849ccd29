package de.stadtkern.kernel.matching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a track was driven.
 *
 * @param parts in the order of time
 */
public record Matched(List<Part> parts, Tally tally) {

    public Matched {
        parts = List.copyOf(parts);
    }

    /** What was driven on the network. */
    public List<Step> steps() {
        return of(Step.class);
    }

    /** When nobody knows where the vehicle was. */
    public List<Gap> gaps() {
        return of(Gap.class);
    }

    /** Where no road was near. */
    public List<OffNetwork> offNetwork() {
        return of(OffNetwork.class);
    }

    /** What was driven of each segment in each direction, in the order in which they were first driven. */
    public List<Driven> driven() {
        Map<Driven.Direction, List<Step>> steps = new LinkedHashMap<>();
        for (Step step : steps()) {
            Driven.Direction direction = new Driven.Direction(step.segmentId(), step.along());
            steps.computeIfAbsent(direction, first -> new ArrayList<>()).add(step);
        }
        return steps.entrySet().stream()
                .map(each -> Driven.of(each.getKey(), each.getValue()))
                .toList();
    }

    private <T extends Part> List<T> of(Class<T> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
