package de.stadtkern.tours;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A plan while it is being changed: linked lists of nodes, one for each route, and what the evaluation notes about each
 * of them. Tasks that are in no route have the route −1.
 */
final class Routes {

    final Instance in;
    final Evaluation evaluation;

    final int[] next;
    final int[] previous;
    final int[] route;
    final int[] position;

    final int[] count;
    final double[] cost;
    final double[] penalty;
    final double[] warps;
    final double[] loads;
    final double[] excess;

    /** Least cost from the start of its route up to a node, it included. */
    final double[] head;

    /** Least cost from a node, it excluded, to the end of its route. */
    final double[] tail;

    /** Lower bound of {@link #head}; differences bound the cost of a stretch. */
    final double[] ahead;

    /** The same for driving the stretch backwards. */
    final double[] behind;

    Routes(Instance in, Penalties penalties) {
        this.in = in;
        next = new int[in.nodes];
        previous = new int[in.nodes];
        route = new int[in.nodes];
        position = new int[in.nodes];
        count = new int[in.routes];
        cost = new double[in.routes];
        penalty = new double[in.routes];
        warps = new double[in.routes];
        loads = new double[in.routes * in.dims];
        excess = new double[in.routes * in.dims];
        head = new double[in.nodes];
        tail = new double[in.nodes];
        ahead = new double[in.nodes];
        behind = new double[in.nodes];
        evaluation = in.rich
                ? new Simulation(this, penalties)
                : in.shifts ? new ShiftEvaluation(this, penalties) : new Concatenation(this, penalties);
        clear();
    }

    void clear() {
        Arrays.fill(route, 0, in.known, -1);
        for (int r = 0; r < in.routes; r++) {
            empty(r);
            evaluation.update(r);
        }
    }

    private void empty(int r) {
        int start = in.start(r);
        int end = in.end(r);
        next[start] = end;
        previous[end] = start;
        route[start] = r;
        route[end] = r;
        count[r] = 0;
    }

    void load(Individual plan) {
        Arrays.fill(route, 0, in.known, -1);
        for (int r = 0; r < in.routes; r++) {
            fill(r, plan.routes[r], plan.routes[r].length);
        }
    }

    /** Makes a route consist of these tasks, which are in no route. */
    void fill(int r, int[] order, int length) {
        link(r, order, 0, length);
        evaluation.update(r);
    }

    /** The same with a part of the order, and without an update. */
    void link(int r, int[] order, int from, int to) {
        empty(r);
        int at = in.start(r);
        for (int index = from; index < to; index++) {
            insert(order[index], at);
            at = order[index];
        }
    }

    /** Puts a task that is in no route after a node; the route needs an update then. */
    void insert(int task, int after) {
        int follower = next[after];
        int r = route[after];
        next[after] = task;
        previous[task] = after;
        next[task] = follower;
        previous[follower] = task;
        route[task] = r;
        count[r]++;
    }

    /** Takes a task out of its route, which needs an update then. */
    void remove(int task) {
        next[previous[task]] = next[task];
        previous[next[task]] = previous[task];
        count[route[task]]--;
        route[task] = -1;
    }

    /** First task of a random string of the given length that contains a task. */
    int stringStart(int task, int length, RandomGenerator random) {
        int before = 0;
        int node = task;
        while (before < length - 1 && in.isTask(previous[node])) {
            node = previous[node];
            before++;
        }
        int after = 0;
        node = task;
        while (after < length - 1 && in.isTask(next[node])) {
            node = next[node];
            after++;
        }
        int fewest = length - 1 - after;
        int back = fewest + random.nextInt(before - fewest + 1);
        node = task;
        for (int step = 0; step < back; step++) {
            node = previous[node];
        }
        return node;
    }

    /** Notes everything about all routes, with the penalties as they are now. */
    void evaluate() {
        for (int r = 0; r < in.routes; r++) {
            evaluation.update(r);
        }
    }

    /** Everything added up: what driving costs, what broken limits cost, what is left unserved. */
    double total() {
        double sum = 0;
        for (int r = 0; r < in.routes; r++) {
            sum += cost[r];
        }
        return sum + unserved();
    }

    double unserved() {
        double sum = 0;
        for (int task = 0; task < in.tasks; task++) {
            sum += route[task] < 0 ? in.unserved[task] : 0;
        }
        return sum;
    }

    double excess(int dim) {
        double sum = 0;
        for (int r = 0; r < in.routes; r++) {
            sum += excess[r * in.dims + dim];
        }
        return sum;
    }

    double warp() {
        double sum = 0;
        for (int r = 0; r < in.routes; r++) {
            sum += warps[r];
        }
        return sum;
    }

    double penalty() {
        double sum = 0;
        for (int r = 0; r < in.routes; r++) {
            sum += penalty[r];
        }
        return sum;
    }

    boolean feasible() {
        return penalty() <= Evaluation.TOLERANCE;
    }

    int used() {
        int used = 0;
        for (int r = 0; r < in.routes; r++) {
            used += count[r] > 0 ? 1 : 0;
        }
        return used;
    }
}
