package de.stadtkern.kernel.routing;

import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.TurnCostStorage;
import com.graphhopper.util.EdgeIterator;
import com.graphhopper.util.EdgeIteratorState;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What it costs one profile to drive each key and to turn from one into the next, in whole hundredths of a second: sums
 * of whole numbers are the same in whatever order they are added, so every search finds the same.
 */
final class Costs implements Weighting {

    /** Cannot be passed. */
    static final int NEVER = Integer.MAX_VALUE;

    private static final double CENTIS_PER_METRE_AT_1_KMH = 360;
    private static final double SHARP = 45;

    private final Net net;

    /** How long a key takes. */
    final int[] time;

    /** What the search counts: the time, longer where the profile does not like to go. */
    final int[] weight;

    private final int[] turnStart;
    private final int @Nullable [] turns;

    Costs(Net net, Rules rules) {
        this.net = net;
        this.time = new int[2 * net.edges];
        this.weight = new int[2 * net.edges];
        for (int key = 0; key < time.length; key++) {
            set(key, rules.pace().of(net.graph.getEdgeIteratorStateForKey(key)));
        }
        this.turnStart = new int[2 * net.edges];
        this.turns = rules.turning() == null ? null : turns(rules.turning());
    }

    private Costs(Costs like, int[] weight) {
        this.net = like.net;
        this.time = like.time;
        this.weight = weight;
        this.turnStart = like.turnStart;
        this.turns = like.turns;
    }

    /** The same, but these edges count so many times as much. */
    Costs avoiding(BitSet edges, double factor) {
        return changed(edges, cost -> (int) Math.round(factor * cost));
    }

    /** The same, but these edges cannot be passed. */
    Costs without(BitSet edges) {
        return changed(edges, cost -> NEVER);
    }

    private Costs changed(BitSet edges, IntUnaryOperator change) {
        int[] changed = weight.clone();
        edges.stream()
                .flatMap(edge -> IntStream.of(2 * edge, 2 * edge + 1))
                .filter(this::passable)
                .forEach(key -> changed[key] = change.applyAsInt(changed[key]));
        return new Costs(this, changed);
    }

    private void set(int key, Rules.Pace pace) {
        if (pace.kmh() <= 0) {
            time[key] = NEVER;
            weight[key] = NEVER;
        } else {
            double metres = net.centimetres[key >> 1] / 100.0;
            time[key] = (int) Math.max(1, Math.round(metres * CENTIS_PER_METRE_AT_1_KMH / pace.kmh()));
            weight[key] = (int) Math.max(1, Math.round(time[key] * pace.dislike())) + pace.extraCentis();
        }
    }

    private int[] turns(Rules.Turning turning) {
        int count = 0;
        for (int key = 0; key < turnStart.length; key++) {
            turnStart[key] = count;
            int node = net.head[key];
            count += net.first[node + 1] - net.first[node];
        }
        int[] costs = new int[count];
        TurnCostStorage restrictions = net.graph.getTurnCostStorage();
        for (int in = 0; in < turnStart.length; in++) {
            int node = net.head[in];
            for (int at = net.first[node]; at < net.first[node + 1]; at++) {
                int out = net.out[at];
                boolean forbidden =
                        in >> 1 != out >> 1 && restrictions.get(turning.restriction(), in >> 1, node, out >> 1);
                costs[turnStart[in] + at - net.first[node]] = forbidden ? NEVER : turn(in, out, turning);
            }
        }
        return costs;
    }

    private int turn(int in, int out, Rules.Turning turning) {
        if (in >> 1 == out >> 1) {
            return isDeadEnd(in) ? turning.deadEnd() : turning.uTurn();
        }
        double angle = net.angle(in, out);
        return angle > SHARP ? turning.right() : angle < -SHARP ? turning.left() : 0;
    }

    private boolean isDeadEnd(int in) {
        int node = net.head[in];
        for (int at = net.first[node]; at < net.first[node + 1]; at++) {
            if (net.out[at] != (in ^ 1) && weight[net.out[at]] != NEVER) {
                return false;
            }
        }
        return true;
    }

    boolean passable(int key) {
        return weight[key] != NEVER;
    }

    /** What it costs to turn from a key into one that begins where it ends. */
    int turn(int in, int out) {
        return turns == null ? 0 : turns[turnStart[in] + net.place[out] - net.first[net.head[in]]];
    }

    @Override
    public double calcEdgeWeight(EdgeIteratorState edge, boolean reverse) {
        int cost = weight[edge.getEdgeKey() ^ (reverse ? 1 : 0)];
        return cost == NEVER ? Double.POSITIVE_INFINITY : cost;
    }

    @Override
    public double calcTurnWeight(int inEdge, int viaNode, int outEdge) {
        if (!EdgeIterator.Edge.isValid(inEdge) || !EdgeIterator.Edge.isValid(outEdge)) {
            return 0;
        }
        int in = net.head[2 * inEdge] == viaNode ? 2 * inEdge : 2 * inEdge + 1;
        int out = net.tail(2 * outEdge) == viaNode ? 2 * outEdge : 2 * outEdge + 1;
        int cost = turn(in, out);
        return cost == NEVER ? Double.POSITIVE_INFINITY : cost;
    }

    @Override
    public double calcMinWeightPerDistance() {
        return 0;
    }

    @Override
    public long calcEdgeMillis(EdgeIteratorState edge, boolean reverse) {
        return 10L * time[edge.getEdgeKey() ^ (reverse ? 1 : 0)];
    }

    @Override
    public long calcTurnMillis(int inEdge, int viaNode, int outEdge) {
        return Math.round(10 * calcTurnWeight(inEdge, viaNode, outEdge));
    }

    @Override
    public boolean hasTurnCosts() {
        return turns != null;
    }

    @Override
    public String getName() {
        return "costs";
    }
}
