package de.stadtkern.kernel.matching;

import java.time.Instant;
import java.util.Arrays;

/** A fix and all places where the vehicle may have been then, each with the best way to it. */
final class Column {

    /** Metres that a receiver is beside the truth, together with what the map is. */
    private static final double NOISE = 5;
    /** From so many times the noise on, being farther off counts less: reflections at houses. */
    private static final double FAR = 3;

    private final Fix fix;
    private final double x;
    private final double y;
    private Instant until;
    private final int size;
    private final int[] edges;
    private final double[] seen;
    private final double[] at;
    private final double[] cost;
    private final int[] before;

    Column(Fix fix, RoadNetwork network, Nearby nearby) {
        this.fix = fix;
        x = Mercator.x(fix.place());
        y = Mercator.y(fix.place());
        until = fix.at();
        edges = new int[2 * nearby.count()];
        seen = new double[edges.length];
        cost = new double[edges.length];
        before = new int[edges.length];
        int count = 0;
        for (int i = 0; i < nearby.count(); i++) {
            for (int edge = 2 * nearby.segment(i); edge <= 2 * nearby.segment(i) + 1; edge++) {
                if (network.mayBeDriven(edge)) {
                    edges[count] = edge;
                    seen[count] =
                            RoadNetwork.isAlong(edge) ? nearby.measure(i) : network.metres(edge) - nearby.measure(i);
                    cost[count] = unlikelihood(nearby.metres(i));
                    before[count] = -1;
                    count++;
                }
            }
        }
        size = count;
        at = seen.clone();
    }

    /** Minus the logarithm of how likely a fix is so far beside the road where the vehicle was. */
    private static double unlikelihood(double metres) {
        double times = metres / NOISE;
        return times <= FAR ? times * times / 2 : FAR * (times - FAR / 2);
    }

    Fix fix() {
        return fix;
    }

    /** When the vehicle was last there; later than the fix when it stood. */
    Instant until() {
        return until;
    }

    void standUntil(Instant moment) {
        until = moment;
    }

    /** As the crow flies. */
    double metresTo(Column other) {
        double dx = other.x - x;
        double dy = other.y - y;
        return Math.sqrt(dx * dx + dy * dy) * Mercator.scale(fix.place());
    }

    int size() {
        return size;
    }

    int edge(int state) {
        return edges[state];
    }

    /** Metres driven on the edge, as the fix says it. */
    double seen(int state) {
        return seen[state];
    }

    /** Metres driven on the edge; not less than before where the vehicle only seemed to come back. */
    double at(int state) {
        return at[state];
    }

    double cost(int state) {
        return cost[state];
    }

    /** The state of the column before from which the best way comes; −1 in a first column. */
    int before(int state) {
        return before[state];
    }

    /** Remembers the best way to the state. */
    void reach(int state, double totalCost, int from, double where) {
        cost[state] = totalCost;
        before[state] = from;
        at[state] = where;
    }

    void exclude(int state) {
        cost[state] = Double.POSITIVE_INFINITY;
    }

    /** The cheapest state, the first of equals. */
    int best() {
        int best = 0;
        for (int state = 1; state < size; state++) {
            if (cost[state] < cost[best]) {
                best = state;
            }
        }
        return best;
    }

    /** The states that are not so much costlier than the best, by what they cost. */
    int[] cheapestFirst(double costlier) {
        double most = cost[best()] + costlier;
        int[] states = new int[size];
        int count = 0;
        for (int state = 0; state < size; state++) {
            if (cost[state] <= most) {
                int place = count++;
                for (; place > 0 && cost[states[place - 1]] > cost[state]; place--) {
                    states[place] = states[place - 1];
                }
                states[place] = state;
            }
        }
        return Arrays.copyOf(states, count);
    }
}
