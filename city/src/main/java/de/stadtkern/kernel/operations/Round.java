package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Tours;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts street segments into the order in which they are driven. Distances between them are as the crow flies. */
final class Round {

    private final List<Position> nodes = new ArrayList<>();
    private final Map<Position, Integer> numbers = new LinkedHashMap<>();

    private Round() {}

    /** All segments once, each in an allowed direction, beginning and ending near the start. */
    static List<Stop> over(List<Segment> segments, Position start) {
        return new Round().plan(segments, start);
    }

    private List<Stop> plan(List<Segment> segments, Position start) {
        Map<Long, Segment> byId = segments.stream().collect(Collectors.toMap(Segment::id, Function.identity()));
        int begin = node(start);
        List<Task> tasks = segments.stream().map(this::task).toList();
        Problem problem =
                Problem.round(begin, tasks, (from, to) -> nodes.get(from).metresTo(nodes.get(to)));
        return Tours.solve(problem)
                .visits()
                .map(visit ->
                        Stop.along(Objects.requireNonNull(byId.get(visit.task().id())), visit.reversed()))
                .toList();
    }

    private Task task(Segment segment) {
        int from = node(segment.course().getFirst());
        int to = node(segment.course().getLast());
        return segment.oneWay()
                ? Task.arc(segment.id(), from, to, segment.lengthMetres())
                : Task.edge(segment.id(), from, to, segment.lengthMetres());
    }

    private int node(Position position) {
        return numbers.computeIfAbsent(position, fresh -> {
            nodes.add(fresh);
            return nodes.size() - 1;
        });
    }
}
