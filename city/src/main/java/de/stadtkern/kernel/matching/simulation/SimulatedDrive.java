package de.stadtkern.kernel.matching.simulation;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.matching.Fix;
import de.stadtkern.kernel.matching.Step;
import de.stadtkern.kernel.matching.Track;
import de.stadtkern.kernel.streets.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle that drives about, never turns round but at dead ends, and knows where it truly was.
 *
 * @param truth what it drove, one step for each segment that it came through
 */
public record SimulatedDrive(List<Step> truth) {

    /** When every drive begins. */
    public static final Instant START = Instant.parse("2026-01-15T03:00:00Z");

    private static final double METRES_PER_DEGREE = 111_195;
    private static final int MOST_ERRANDS = 50;
    /** Seconds after which the noise of a receiver is mostly another. */
    private static final double NOISE_LASTS = 20;

    /** From one segment on wherever chance leads, until so many metres are driven. */
    public static SimulatedDrive random(List<Segment> segments, double metres, Random chance) {
        Map<Position, List<Edge>> leaving = leaving(segments);
        List<Edge> edges = new ArrayList<>();
        Edge edge = anywhere(segments, chance);
        for (double driven = 0; driven < metres; driven += edge.segment.lengthMetres()) {
            edges.add(edge);
            Edge now = edge;
            List<Edge> all = leaving.getOrDefault(edge.to(), List.of());
            List<Edge> onward =
                    all.stream().filter(next -> next.segment != now.segment).toList();
            List<Edge> choice = onward.isEmpty() ? all : onward;
            if (choice.isEmpty()) {
                break;
            }
            edge = choice.get(chance.nextInt(choice.size()));
        }
        return along(edges, chance);
    }

    /** From one errand to the next by the shortest ways, until so many metres are driven. */
    public static SimulatedDrive errands(List<Segment> segments, double metres, Random chance) {
        Map<Position, List<Edge>> leaving = leaving(segments);
        List<Edge> edges = new ArrayList<>();
        edges.add(anywhere(segments, chance));
        for (int tries = 0; tries < MOST_ERRANDS && metres(edges) < metres; tries++) {
            List<Edge> way = shortest(
                    leaving, edges.getLast(), anywhere(segments, chance).from());
            edges.addAll(way);
            if (edges.size() == 1) {
                edges.set(0, anywhere(segments, chance));
            }
        }
        return along(edges, chance);
    }

    private static Edge anywhere(List<Segment> segments, Random chance) {
        return new Edge(segments.get(chance.nextInt(segments.size())), true);
    }

    private static double metres(List<Edge> edges) {
        return edges.stream().mapToDouble(edge -> edge.segment.lengthMetres()).sum();
    }

    /** Empty when no way leads there. */
    private static List<Edge> shortest(Map<Position, List<Edge>> leaving, Edge start, Position destination) {
        record Reached(Edge edge, double metres, @Nullable Reached before) {}
        PriorityQueue<Reached> next = new PriorityQueue<>(Comparator.comparingDouble(Reached::metres));
        Set<Position> known = new HashSet<>();
        next.add(new Reached(start, 0, null));
        while (!next.isEmpty()) {
            Reached reached = next.remove();
            if (reached.edge.to().equals(destination)) {
                List<Edge> way = new ArrayList<>();
                for (Reached one = reached; one != null && one.before != null; one = one.before) {
                    way.add(one.edge);
                }
                return way.reversed();
            }
            if (known.add(reached.edge.to())) {
                for (Edge edge : leaving.getOrDefault(reached.edge.to(), List.of())) {
                    if (edge.segment != reached.edge.segment) {
                        next.add(new Reached(edge, reached.metres + edge.segment.lengthMetres(), reached));
                    }
                }
            }
        }
        return List.of();
    }

    private static Map<Position, List<Edge>> leaving(List<Segment> segments) {
        Map<Position, List<Edge>> leaving = new HashMap<>();
        for (Segment segment : segments) {
            Edge along = new Edge(segment, true);
            leaving.computeIfAbsent(along.from(), at -> new ArrayList<>()).add(along);
            if (!segment.oneWay()) {
                leaving.computeIfAbsent(along.to(), at -> new ArrayList<>()).add(new Edge(segment, false));
            }
        }
        return leaving;
    }

    /** Along these edges, on each with another speed. */
    public static SimulatedDrive along(List<Edge> edges, Random chance) {
        List<Step> steps = new ArrayList<>();
        Instant now = START;
        for (Edge edge : edges) {
            double length = edge.segment.lengthMetres();
            Instant until = now.plusNanos((long) (1e9 * length / (6 + 8 * chance.nextDouble())));
            steps.add(new Step(
                    edge.segment.id(), edge.along, edge.along ? 0 : length, edge.along ? length : 0, now, until));
            now = until;
        }
        return new SimulatedDrive(steps);
    }

    /** A segment in the direction in which it is driven. */
    public record Edge(Segment segment, boolean along) {

        Position from() {
            return along ? segment.course().getFirst() : segment.course().getLast();
        }

        Position to() {
            return along ? segment.course().getLast() : segment.course().getFirst();
        }
    }

    /** What the receiver tells every so many seconds and at the end, this many metres beside the truth on each axis (σ). */
    public Track track(List<Segment> segments, double seconds, double noise, Random chance) {
        Map<Long, Segment> known = new HashMap<>();
        segments.forEach(segment -> known.put(segment.id(), segment));
        double keeps = Math.exp(-seconds / NOISE_LASTS);
        double east = noise * chance.nextGaussian();
        double north = noise * chance.nextGaussian();
        List<Fix> fixes = new ArrayList<>();
        int step = 0;
        Instant end = truth.getLast().until();
        Instant before = Instant.MIN;
        for (Instant now = START;
                before.isBefore(end);
                before = now, now = earlier(end, now.plusNanos((long) (1e9 * seconds)))) {
            while (truth.get(step).until().isBefore(now)) {
                step++;
            }
            fixes.add(new Fix(now, moved(at(truth.get(step), now, known), east, north)));
            double fresh = noise * Math.sqrt(1 - keeps * keeps);
            east = keeps * east + fresh * chance.nextGaussian();
            north = keeps * north + fresh * chance.nextGaussian();
        }
        return new Track(fixes);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Position at(Step step, Instant now, Map<Long, Segment> known) {
        double whole = Duration.between(step.from(), step.until()).toNanos();
        double share = whole == 0 ? 0 : Duration.between(step.from(), now).toNanos() / whole;
        List<Position> course =
                Objects.requireNonNull(known.get(step.segmentId())).course();
        return at(course, step.fromMetres() + share * (step.toMetres() - step.fromMetres()));
    }

    /** The place so many metres along the course. */
    private static Position at(List<Position> course, double metres) {
        double left = metres;
        for (int i = 1; i < course.size(); i++) {
            Position a = course.get(i - 1);
            Position b = course.get(i);
            double piece = a.metresTo(b);
            if (left <= piece && piece > 0) {
                double share = Math.max(0, left / piece);
                return new Position(a.lon() + share * (b.lon() - a.lon()), a.lat() + share * (b.lat() - a.lat()));
            }
            left -= piece;
        }
        return course.getLast();
    }

    /** The place so many metres east and north of another. */
    public static Position moved(Position place, double east, double north) {
        double lat = place.lat() + north / METRES_PER_DEGREE;
        return new Position(place.lon() + east / METRES_PER_DEGREE / Math.cos(Math.toRadians(place.lat())), lat);
    }
}
