package de.stadtkern.kernel.routing;

import com.graphhopper.coll.MinHeapWithUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Dijkstra over keys, so that turns count; the one search behind routes, courses and reach, and what a prepared
 * {@link Hierarchy} must agree with.
 */
final class Search {

    static final long NO_LIMIT = Long.MAX_VALUE;

    private final Net net;
    private final Costs costs;
    private final BitSet closed;

    /** What it costs to be at the beginning of a key, turned into it. */
    private final long[] label;

    private final long[] time;
    private final int[] parent;
    private final MinHeapWithUpdate queue;
    private List<Spot> starts = List.of();

    /** A way between two stops: its keys, the first and the last driven in part. */
    record Way(List<Integer> keys, Spot from, Spot to) {}

    /** A label, and how long it takes. */
    record Cost(long label, long timeCentis) {
        Cost or(long other, long otherTime) {
            return other < label ? new Cost(other, otherTime) : this;
        }
    }

    Search(Net net, Costs costs, BitSet closed) {
        this.net = net;
        this.costs = costs;
        this.closed = closed;
        this.label = new long[2 * net.edges];
        this.time = new long[2 * net.edges];
        this.parent = new int[2 * net.edges];
        this.queue = new MinHeapWithUpdate(2 * net.edges);
    }

    /** Finds the ways to all keys, or those that begin below the limit in hundredths of a second. */
    Search run(Stop start, long limitCentis) {
        starts = start.leaves();
        Arrays.fill(label, Labels.NO_WAY);
        queue.clear();
        for (Spot spot : start.leaves()) {
            int key = spot.key();
            long rest = Labels.of(spot.after(costs.weight[key]), spot.after(net.centimetres[key >> 1]));
            relax(key, rest, spot.after(costs.time[key]), ~key);
        }
        while (!queue.isEmpty() && queue.peekValue() <= limitCentis) {
            int key = queue.poll();
            long end = label[key] + Labels.of(costs.weight[key], net.centimetres[key >> 1]);
            relax(key, end, time[key] + costs.time[key], key);
        }
        return this;
    }

    private void relax(int in, long end, long endTime, int by) {
        int node = net.head[in];
        for (int at = net.first[node]; at < net.first[node + 1]; at++) {
            int out = net.out[at];
            int turn = costs.turn(in, out);
            if (turn == Costs.NEVER || !costs.passable(out) || closed.get(out >> 1)) {
                continue;
            }
            long entered = end + Labels.of(turn, 0);
            if (entered < label[out]) {
                label[out] = entered;
                time[out] = endTime + turn;
                parent[out] = by;
                enqueue(out, Labels.centis(entered));
            }
        }
    }

    private void enqueue(int key, float centis) {
        if (queue.contains(key)) {
            queue.update(key, centis);
        } else {
            queue.push(key, centis);
        }
    }

    boolean isReached(int key) {
        return Labels.isWay(label[key]);
    }

    /** How long it takes to the beginning of a key that is reached. */
    long timeCentis(int key) {
        return time[key];
    }

    /** What it costs from the start to the stop. */
    Cost cost(Stop to) {
        Cost best = new Cost(Labels.NO_WAY, 0);
        for (Spot arrival : to.arrives()) {
            int key = arrival.key();
            best = best.or(through(arrival), time[key] + arrival.before(costs.time[key]));
            Spot start = leaving(key);
            if (start != null) {
                long straight = straight(starts, arrival, costs, net);
                best = best.or(straight, arrival.before(costs.time[key]) - start.before(costs.time[key]));
            }
        }
        return best;
    }

    private long through(Spot arrival) {
        int key = arrival.key();
        return label[key] + Labels.of(arrival.before(costs.weight[key]), arrival.before(net.centimetres[key >> 1]));
    }

    /** What it costs when both are on the same key, one behind the other. */
    static long straight(List<Spot> starts, Spot arrival, Costs costs, Net net) {
        for (Spot start : starts) {
            if (start.key() == arrival.key() && start.part() <= arrival.part()) {
                int key = start.key();
                int centimetres = net.centimetres[key >> 1];
                return Labels.of(
                        arrival.before(costs.weight[key]) - start.before(costs.weight[key]),
                        arrival.before(centimetres) - start.before(centimetres));
            }
        }
        return Labels.NO_WAY;
    }

    /** The way to a stop that has one. */
    Way way(Stop to) {
        long best = cost(to).label();
        for (Spot arrival : to.arrives()) {
            if (straight(starts, arrival, costs, net) == best) {
                Spot start = Objects.requireNonNull(leaving(arrival.key()));
                return new Way(List.of(start.key()), start, arrival);
            }
            if (through(arrival) == best) {
                return turned(arrival);
            }
        }
        throw new IllegalArgumentException("there is no way");
    }

    private Way turned(Spot arrival) {
        List<Integer> keys = new ArrayList<>();
        int key = arrival.key();
        while (key >= 0) {
            keys.add(key);
            key = parent[key];
        }
        keys.add(~key);
        Collections.reverse(keys);
        return new Way(keys, Objects.requireNonNull(leaving(~key)), arrival);
    }

    private @Nullable Spot leaving(int key) {
        for (Spot start : starts) {
            if (start.key() == key) {
                return start;
            }
        }
        return null;
    }
}
