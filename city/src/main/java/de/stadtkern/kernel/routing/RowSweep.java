package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.routing.Hierarchy.Arcs;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Rows of a matrix by the restricted PHAST of Delling, Goldberg and Werneck (2011): the part of the hierarchy above the
 * targets becomes one list of steps from the top down, which is gone through once for several starts at the same time.
 */
final class RowSweep {

    /** How many starts go together. */
    static final int LANES = 8;

    private final Hierarchy hierarchy;
    private final Net net;
    private final Costs costs;
    private final List<Stop> targets;

    /** Where the states of a node above the targets begin; −1 for others. */
    private final int[] base;

    private int states;

    /** Step i: what stands at from[i], and add[i], may be better than what stands at to[i]. */
    private int[] from = new int[4096];

    private int[] to = new int[4096];
    private long[] add = new long[4096];
    private int steps;

    /** What it costs to arrive on a key, and to begin one; for the keys of one start on its way up. */
    private final long[] arrived;

    private final long[] begun;
    private final BitSet waiting = new BitSet();

    RowSweep(Hierarchy hierarchy, List<Stop> targets) {
        this.hierarchy = hierarchy;
        this.net = hierarchy.net;
        this.costs = hierarchy.costs;
        this.targets = targets;
        this.base = new int[net.nodes];
        this.arrived = new long[2 * net.edges];
        this.begun = new long[2 * net.edges];
        Arrays.fill(base, -1);
        Arrays.fill(arrived, Labels.NO_WAY);
        Arrays.fill(begun, Labels.NO_WAY);
        BitSet above = above();
        for (int rank = above.nextSetBit(0); rank >= 0; rank = above.nextSetBit(rank + 1)) {
            int node = hierarchy.byRank[rank];
            base[node] = states;
            states += net.first[node + 1] - net.first[node];
        }
        for (int rank = above.length(); (rank = above.previousSetBit(rank - 1)) >= 0; ) {
            addSteps(hierarchy.byRank[rank]);
        }
    }

    /** The ranks of all nodes from which a way goes down to a target. */
    private BitSet above() {
        BitSet above = new BitSet(net.nodes);
        for (Stop target : targets) {
            target.arrives().forEach(spot -> above.set(hierarchy.rank[net.tail(spot.key())]));
        }
        Arcs down = hierarchy.down;
        for (int rank = above.nextSetBit(0); rank >= 0; rank = above.nextSetBit(rank + 1)) {
            int node = hierarchy.byRank[rank];
            for (int arc = down.start[node]; arc < down.start[node + 1]; arc++) {
                above.set(hierarchy.rank[net.tail(down.firstKey[arc])]);
            }
        }
        return above;
    }

    private void addSteps(int node) {
        addArcs(hierarchy.down, node);
        addTurns(node);
        int loops = hierarchy.loops.start[node + 1] - hierarchy.loops.start[node];
        for (int round = 0; round < loops; round++) {
            addArcs(hierarchy.loops, node);
            addTurns(node);
        }
    }

    private void addArcs(Arcs arcs, int node) {
        for (int arc = arcs.start[node]; arc < arcs.start[node + 1]; arc++) {
            addStep(begins(arcs.firstKey[arc]), arrives(arcs.lastKey[arc]), arcs.label[arc]);
        }
    }

    private void addTurns(int node) {
        for (int i = net.first[node]; i < net.first[node + 1]; i++) {
            int in = net.out[i] ^ 1;
            for (int j = net.first[node]; j < net.first[node + 1]; j++) {
                int turn = costs.turn(in, net.out[j]);
                if (turn != Costs.NEVER && costs.passable(in) && costs.passable(net.out[j])) {
                    addStep(arrives(in), begins(net.out[j]), Labels.of(turn, 0));
                }
            }
        }
    }

    private void addStep(int source, int target, long cost) {
        if (steps == add.length) {
            from = Arrays.copyOf(from, 2 * steps);
            to = Arrays.copyOf(to, 2 * steps);
            add = Arrays.copyOf(add, 2 * steps);
        }
        from[steps] = source * LANES;
        to[steps] = target * LANES;
        add[steps++] = cost;
    }

    /** The state of having arrived on a key at its last node. */
    private int arrives(int key) {
        int node = net.head[key];
        return base[node] + net.place[key ^ 1] - net.first[node];
    }

    /** The state of beginning a key at its first node. */
    private int begins(int key) {
        int node = net.tail(key);
        return states + base[node] + net.place[key] - net.first[node];
    }

    int steps() {
        return steps;
    }

    /** Labels from each start to all targets, row by row. */
    long[] rows(List<Stop> starts) {
        int columns = targets.size();
        long[] rows = new long[starts.size() * columns];
        long[] cost = new long[2 * states * LANES];
        for (int row = 0; row < starts.size(); row += LANES) {
            int lanes = Math.min(LANES, starts.size() - row);
            Arrays.fill(cost, Labels.NO_WAY);
            for (int lane = 0; lane < lanes; lane++) {
                goUp(starts.get(row + lane), cost, lane);
            }
            goDown(cost);
            for (int column = 0; column < columns; column++) {
                for (int lane = 0; lane < lanes; lane++) {
                    rows[(row + lane) * columns + column] =
                            label(starts.get(row + lane), targets.get(column), cost, lane);
                }
            }
        }
        return rows;
    }

    private void goDown(long[] cost) {
        for (int step = 0; step < steps; step++) {
            int source = from[step];
            int target = to[step];
            long more = add[step];
            for (int lane = 0; lane < LANES; lane++) {
                cost[target + lane] = Math.min(cost[target + lane], cost[source + lane] + more);
            }
        }
    }

    private void goUp(Stop start, long[] cost, int lane) {
        for (Spot spot : start.leaves()) {
            int key = spot.key();
            arrive(key, Labels.of(spot.after(costs.weight[key]), spot.after(net.centimetres[key >> 1])));
        }
        for (int rank = waiting.nextSetBit(0); rank >= 0; rank = waiting.nextSetBit(rank)) {
            waiting.clear(rank);
            visit(hierarchy.byRank[rank], cost, lane);
        }
    }

    private void arrive(int key, long label) {
        arrived[key] = Math.min(arrived[key], label);
        waiting.set(hierarchy.rank[net.head[key]]);
    }

    private void visit(int node, long[] cost, int lane) {
        Arcs loops = hierarchy.loops;
        turn(node);
        for (int round = loops.start[node]; round < loops.start[node + 1]; round++) {
            for (int arc = loops.start[node]; arc < loops.start[node + 1]; arc++) {
                int last = loops.lastKey[arc];
                arrived[last] = Math.min(arrived[last], begun[loops.firstKey[arc]] + loops.label[arc]);
            }
            turn(node);
        }
        Arcs up = hierarchy.up;
        for (int arc = up.start[node]; arc < up.start[node + 1]; arc++) {
            long label = begun[up.firstKey[arc]] + up.label[arc];
            if (Labels.isWay(label)) {
                arrive(up.lastKey[arc], label);
            }
        }
        for (int i = net.first[node]; i < net.first[node + 1]; i++) {
            int in = net.out[i] ^ 1;
            if (base[node] >= 0) {
                cost[arrives(in) * LANES + lane] = arrived[in];
            }
            arrived[in] = Labels.NO_WAY;
            begun[net.out[i]] = Labels.NO_WAY;
        }
    }

    private void turn(int node) {
        for (int i = net.first[node]; i < net.first[node + 1]; i++) {
            int in = net.out[i] ^ 1;
            if (!Labels.isWay(arrived[in])) {
                continue;
            }
            for (int j = net.first[node]; j < net.first[node + 1]; j++) {
                int out = net.out[j];
                int turn = costs.turn(in, out);
                if (turn != Costs.NEVER && costs.passable(out)) {
                    begun[out] = Math.min(begun[out], arrived[in] + Labels.of(turn, 0));
                }
            }
        }
    }

    private long label(Stop start, Stop target, long[] cost, int lane) {
        long best = Labels.NO_WAY;
        for (Spot arrival : target.arrives()) {
            int key = arrival.key();
            long before = Labels.of(arrival.before(costs.weight[key]), arrival.before(net.centimetres[key >> 1]));
            best = Math.min(best, cost[begins(key) * LANES + lane] + before);
            best = Math.min(best, Search.straight(start.leaves(), arrival, costs, net));
        }
        return best;
    }
}
