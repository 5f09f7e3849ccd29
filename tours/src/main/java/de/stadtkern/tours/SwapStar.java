package de.stadtkern.tours;

import java.util.Arrays;

/**
 * SWAP* of Vidal (2022): exchanges two tasks of two routes, each put where it fits best, not where the other was. Routes
 * are tried that have tasks near each other.
 */
final class SwapStar {

    private static final int CLOSE = 5;
    private static final int BEST = 3;
    private static final long MOST = 8_000_000;

    private final LocalSearch search;
    private final Instance in;
    private final Routes routes;
    private final boolean possible;
    private final int[] place;
    private final double[] extra;
    private final int[] known;
    private final int[] testedAt;
    private final int[] metAt;
    private int round;

    private double gain;
    private int bestU;
    private int bestV;
    private int afterU;
    private int afterV;
    private int found;
    private double foundExtra;

    SwapStar(LocalSearch search) {
        this.search = search;
        in = search.in;
        routes = search.routes;
        possible = (long) in.routes * in.tasks <= MOST && in.summed;
        int cells = possible ? in.routes * in.tasks : 0;
        place = new int[cells * BEST];
        extra = new double[cells * BEST];
        known = new int[cells];
        testedAt = new int[possible ? in.routes * in.routes : 0];
        metAt = new int[possible ? in.routes * in.routes : 0];
    }

    void forget() {
        Arrays.fill(known, 0);
        Arrays.fill(testedAt, 0);
    }

    void run() {
        if (!possible) {
            return;
        }
        round++;
        for (int task = 0; task < in.tasks; task++) {
            int[] ranked = search.neighbours.ranked(task);
            for (int rank = 1; rank <= CLOSE && rank < ranked.length; rank++) {
                int a = routes.route[task];
                int b = routes.route[ranked[rank]];
                if (a >= 0 && b >= 0 && a != b) {
                    meet(Math.min(a, b), Math.max(a, b));
                }
            }
        }
    }

    private void meet(int a, int b) {
        int pair = a * in.routes + b;
        if (metAt[pair] == round) {
            return;
        }
        metAt[pair] = round;
        int since = testedAt[pair];
        if (search.touched(a) > since || search.touched(b) > since) {
            testedAt[pair] = search.clock();
            improve(a, b);
        }
    }

    private void improve(int a, int b) {
        gain = -LocalSearch.NOTICEABLE;
        bestU = -1;
        note(a, b);
        note(b, a);
        for (int u = routes.next[in.start(a)]; u != in.end(a); u = routes.next[u]) {
            for (int v = routes.next[in.start(b)]; v != in.end(b); v = routes.next[v]) {
                consider(u, v);
            }
        }
        if (bestU >= 0) {
            apply(a, b);
        }
    }

    private void consider(int u, int v) {
        int a = routes.route[u];
        int b = routes.route[v];
        double loads = overload(a, v, u) + overload(b, u, v) - overload(a, -1, -1) - overload(b, -1, -1);
        double bound = loads + removal(u) + removal(v);
        if (bound > 0) {
            return;
        }
        find(u, b, v);
        int placeU = found;
        double both = bound + foundExtra;
        find(v, a, u);
        both += foundExtra;
        if (both < gain && (!in.timed || gains(u, placeU, v, found))) {
            gain = in.timed ? gain : both;
            bestU = u;
            bestV = v;
            afterU = placeU;
            afterV = found;
        }
    }

    private boolean gains(int u, int placeU, int v, int placeV) {
        double before = routes.cost[routes.route[u]] + routes.cost[routes.route[v]];
        double change = replaced(u, placeV, v) + replaced(v, placeU, u) - before;
        if (change < gain) {
            gain = change;
            return true;
        }
        return false;
    }

    /** Cost of a task's route without it, but with another task after a place. */
    private double replaced(int gone, int after, int task) {
        Evaluation evaluation = routes.evaluation;
        int left = routes.previous[gone];
        int right = routes.next[gone];
        if (after == gone || after == left) {
            evaluation.prefix(left);
            evaluation.add(task);
            return evaluation.suffix(right);
        }
        if (routes.position[after] < routes.position[gone]) {
            evaluation.prefix(after);
            evaluation.add(task);
            evaluation.addForwards(routes.next[after], left);
            return evaluation.suffix(right);
        }
        evaluation.prefix(left);
        evaluation.addForwards(right, after);
        evaluation.add(task);
        return evaluation.suffix(routes.next[after]);
    }

    private double removal(int task) {
        int left = routes.previous[task];
        int right = routes.next[task];
        return in.least(left, right) - in.least(left, task) - in.least(task, right);
    }

    private double overload(int r, int more, int less) {
        double sum = 0;
        for (int dim = 0; dim < in.dims; dim++) {
            double load = routes.loads[r * in.dims + dim];
            if (more >= 0) {
                load += in.demand[more * in.dims + dim] - in.demand[less * in.dims + dim];
            }
            sum += routes.evaluation.penalties.load[dim] * Math.max(0, load - in.capacity[r * in.dims + dim]);
        }
        return sum;
    }

    /** Cheapest place for a task in a route from which another task goes. */
    private void find(int task, int r, int gone) {
        int left = routes.previous[gone];
        int right = routes.next[gone];
        found = left;
        foundExtra = in.least(left, task) + in.least(task, right) - in.least(left, right);
        int cell = (r * in.tasks + task) * BEST;
        for (int rank = 0; rank < BEST; rank++) {
            int after = place[cell + rank];
            if (after >= 0 && after != gone && after != left) {
                if (extra[cell + rank] < foundExtra) {
                    found = after;
                    foundExtra = extra[cell + rank];
                }
                return;
            }
        }
    }

    /** Notes the three cheapest places in a route for each task of another one. */
    private void note(int from, int into) {
        for (int task = routes.next[in.start(from)]; task != in.end(from); task = routes.next[task]) {
            int cell = into * in.tasks + task;
            if (known[cell] < search.touched(into)) {
                known[cell] = search.clock();
                note(task, into, cell * BEST);
            }
        }
    }

    private void note(int task, int r, int cell) {
        Arrays.fill(place, cell, cell + BEST, -1);
        Arrays.fill(extra, cell, cell + BEST, Double.POSITIVE_INFINITY);
        for (int node = in.start(r); node != in.end(r); node = routes.next[node]) {
            int following = routes.next[node];
            double more = in.least(node, task) + in.least(task, following) - in.least(node, following);
            if (more < extra[cell + 2]) {
                rank(cell, node, more);
            }
        }
    }

    private void rank(int cell, int node, double more) {
        int rank = more < extra[cell] ? 0 : more < extra[cell + 1] ? 1 : 2;
        for (int lower = BEST - 1; lower > rank; lower--) {
            extra[cell + lower] = extra[cell + lower - 1];
            place[cell + lower] = place[cell + lower - 1];
        }
        extra[cell + rank] = more;
        place[cell + rank] = node;
    }

    private void apply(int a, int b) {
        double before = routes.cost[a] + routes.cost[b] - LocalSearch.NOTICEABLE;
        if (replaced(bestU, afterV, bestV) + replaced(bestV, afterU, bestU) >= before) {
            return;
        }
        int anchorU = afterU == bestV ? routes.previous[bestV] : afterU;
        int anchorV = afterV == bestU ? routes.previous[bestU] : afterV;
        routes.remove(bestU);
        routes.remove(bestV);
        routes.insert(bestU, anchorU);
        routes.insert(bestV, anchorV);
        search.changed(a, b);
    }
}
