package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Streets as one-way stretches, with turns from one into another that cost something or are forbidden. A node of a
 * problem is then a stretch: a task over it begins before it and ends behind it, and the way from one stretch to another
 * holds every turn. A depot or a place is a stretch without length, see {@link #place}.
 */
public final class Network implements Travel {

    private final Turns turns;
    private final List<Stretch> stretches = new ArrayList<>();
    private final Map<Integer, List<Integer>> leaving = new HashMap<>();
    private final Map<Integer, Ways> ways = new HashMap<>();

    /** A network without streets, in which turns cost what is given. */
    public Network(Turns turns) {
        this.turns = turns;
    }

    /** What turns cost. */
    @FunctionalInterface
    public interface Turns {

        /** Turns cost nothing. */
        Turns FREE = (in, out) -> 0;

        /** Turning back on the spot is forbidden, everything else is free. */
        Turns NO_U_TURNS = (in, out) -> in.from() == out.to() && in.to() == out.from() ? Double.POSITIVE_INFINITY : 0;

        /** Distance a turn is worth and seconds it takes, at least 0; infinity when it is forbidden. */
        double penalty(Stretch in, Stretch out);
    }

    /**
     * A street in one direction.
     *
     * @param from crossing where it begins
     * @param to crossing where it ends
     * @param distance its length
     * @param seconds time to drive it without serving
     */
    public record Stretch(int from, int to, double distance, double seconds) {

        public Stretch {
            Numbers.amount(distance, "distance of a stretch");
            Numbers.amount(seconds, "seconds of a stretch");
        }
    }

    private record Ways(double[] distance, double[] seconds) {}

    private record Reached(int stretch, double distance) {}

    /** Adds a stretch and says which node of a problem it is. */
    public int add(Stretch stretch) {
        if (!ways.isEmpty()) {
            throw new IllegalStateException("the network was already asked for ways; add all stretches first");
        }
        leaving.computeIfAbsent(stretch.from(), fresh -> new ArrayList<>()).add(stretches.size());
        stretches.add(stretch);
        return stretches.size() - 1;
    }

    /** Adds a place at a crossing, into which and out of which every turn is free. */
    public int place(int crossing) {
        return add(new Stretch(crossing, crossing, 0, 0));
    }

    @Override
    public double distance(int from, int to) {
        return ways(from).distance[to];
    }

    @Override
    public double seconds(int from, int to) {
        return ways(from).seconds[to];
    }

    private Ways ways(int from) {
        return ways.computeIfAbsent(from, this::search);
    }

    /** Dijkstra (1959) over stretches: what is reached is the moment before driving a stretch. */
    private Ways search(int start) {
        double[] distance = new double[stretches.size()];
        double[] seconds = new double[stretches.size()];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(seconds, Double.POSITIVE_INFINITY);
        PriorityQueue<Reached> queue =
                new PriorityQueue<>((one, other) -> Double.compare(one.distance(), other.distance()));
        turn(start, 0, 0, new Ways(distance, seconds), queue);
        while (!queue.isEmpty()) {
            Reached next = queue.remove();
            if (next.distance() <= distance[next.stretch()] && !isPlace(stretches.get(next.stretch()))) {
                Stretch driven = stretches.get(next.stretch());
                double far = next.distance() + driven.distance();
                turn(
                        next.stretch(),
                        far,
                        seconds[next.stretch()] + driven.seconds(),
                        new Ways(distance, seconds),
                        queue);
            }
        }
        if (isPlace(stretches.get(start))) {
            distance[start] = 0;
            seconds[start] = 0;
        }
        return new Ways(distance, seconds);
    }

    private void turn(int from, double distance, double seconds, Ways ways, PriorityQueue<Reached> queue) {
        Stretch in = stretches.get(from);
        for (int to : leaving.getOrDefault(in.to(), List.of())) {
            Stretch out = stretches.get(to);
            double penalty = isPlace(in) || isPlace(out) ? 0 : turns.penalty(in, out);
            if (distance + penalty < ways.distance[to]) {
                ways.distance[to] = distance + penalty;
                ways.seconds[to] = seconds + penalty;
                queue.add(new Reached(to, distance + penalty));
            }
        }
    }

    private static boolean isPlace(Stretch stretch) {
        return stretch.from() == stretch.to() && stretch.distance() == 0;
    }
}
