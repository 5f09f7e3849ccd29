package de.stadtkern.tours;

import java.util.random.RandomGenerator;

/**
 * Takes strings of neighbouring tasks out of the plan and puts them back greedily: Christiaens and Vanden Berghe (2020),
 * "Slack induction by string removals for vehicle routing problems". Keeps all limits; what fits nowhere is left out.
 */
final class RuinAndRecreate {

    private static final double REMOVED = 10;
    private static final double LONGEST = 10;
    private static final double SPLIT = 0.5;
    private static final double SPLIT_MORE = 0.01;
    private static final int BLINKS = 100;

    private final Routes routes;
    private final Instance in;
    private final Evaluation evaluation;
    private final Neighbours neighbours;
    private final RandomGenerator random;
    private final boolean simple;

    private final int[] absent;
    private int missing;
    private final InsertionOrder order;
    private final int[] stamp;
    private final int[] ruined;
    private int round;

    private final int[] saved;
    private final int[] savedRoute;
    private final int[] savedTo;
    private final double[] savedLoads;
    private int savedRoutes;
    private final int[] savedAbsent;
    private int savedMissing;

    private final int[] absence;
    private int most;
    private int used;
    private int blink;
    private final int[] considered;
    private int insertion;
    private double value;

    private final Snapshot best;

    private int bestAfter;
    private double bestMore;

    RuinAndRecreate(Routes routes, Neighbours neighbours, RandomGenerator random) {
        this.routes = routes;
        in = routes.in;
        evaluation = routes.evaluation;
        this.neighbours = neighbours;
        this.random = random;
        simple = in.modes == 1 && !in.timed && in.summed;
        absent = new int[in.tasks];
        savedAbsent = new int[in.tasks];
        order = new InsertionOrder(in, random);
        stamp = new int[in.routes];
        ruined = new int[in.routes];
        saved = new int[in.tasks];
        savedRoute = new int[in.routes];
        savedTo = new int[in.routes];
        savedLoads = new double[in.routes * in.dims];
        absence = new int[in.tasks];
        considered = new int[in.nodes];
        most = in.routes;
        blink = BLINKS;
        best = new Snapshot(routes);
    }

    /** Takes over the plan as it is in the routes, and serves what can be served; no limit is worth breaking until {@link #relax}. */
    void begin() {
        evaluation.penalties.scale(Penalties.STRICT);
        routes.evaluate();
        missing = 0;
        for (int task = 0; task < in.tasks; task++) {
            if (routes.route[task] < 0) {
                absent[missing++] = task;
            }
        }
        used = routes.used();
        value = routes.total();
        save();
        recreate();
        remember();
    }

    double value() {
        return value;
    }

    int missing() {
        return missing;
    }

    /** Keeps the plan as it is, for {@link #recall}. */
    void remember() {
        best.take();
    }

    /** Back to the plan remembered; {@link #finish} is needed then. */
    void recall() {
        best.restore();
    }

    /** Notes everything about the routes that single steps leave out; limits are still not worth breaking. */
    void finish() {
        routes.evaluate();
    }

    /** From the next evaluation on, breaking limits costs what it did before. */
    void relax() {
        evaluation.penalties.scale(1 / Penalties.STRICT);
    }

    /** One ruin and recreate, undone unless it gains or the temperature allows the loss; says whether it stands. */
    boolean step(double temperature) {
        double before = value;
        save();
        ruin();
        recreate();
        if (value < before - temperature * Math.log(random.nextDouble())) {
            return true;
        }
        undo();
        value = before;
        return false;
    }

    /** One step towards fewer vehicles: fewer or easier tasks left out count more than cost. */
    boolean stepForFleet(double temperature) {
        double before = value;
        long hardness = hardness();
        save();
        ruin();
        recreate();
        long now = hardness();
        for (int index = 0; index < missing; index++) {
            absence[absent[index]]++;
        }
        if (now < hardness || now == hardness && value < before - temperature * Math.log(random.nextDouble())) {
            return true;
        }
        undo();
        value = before;
        return false;
    }

    private long hardness() {
        long sum = 0;
        for (int index = 0; index < missing; index++) {
            sum += absence[absent[index]] + 1L;
        }
        return sum;
    }

    /** Empties the route that is easiest to do without, and uses one fewer from now on. */
    void closeRoute() {
        int easiest = -1;
        long least = Long.MAX_VALUE;
        for (int r = 0; r < in.routes; r++) {
            if (routes.count[r] > 0) {
                long sum = 0;
                for (int node = routes.next[in.start(r)]; node != in.end(r); node = routes.next[node]) {
                    sum += absence[node];
                }
                if (sum < least) {
                    least = sum;
                    easiest = r;
                }
            }
        }
        save();
        touch(easiest);
        while (routes.count[easiest] > 0) {
            take(routes.next[in.start(easiest)]);
        }
        settle(easiest);
        most = used;
    }

    private void save() {
        round++;
        savedRoutes = 0;
        savedMissing = missing;
        System.arraycopy(absent, 0, savedAbsent, 0, missing);
    }

    /** Keeps how a route is before it changes for the first time in this step. */
    private void touch(int r) {
        if (stamp[r] == round) {
            return;
        }
        stamp[r] = round;
        int to = savedRoutes == 0 ? 0 : savedTo[savedRoutes - 1];
        for (int node = routes.next[in.start(r)]; node != in.end(r); node = routes.next[node]) {
            saved[to++] = node;
        }
        savedRoute[savedRoutes] = r;
        savedTo[savedRoutes] = to;
        System.arraycopy(routes.loads, r * in.dims, savedLoads, savedRoutes * in.dims, in.dims);
        savedRoutes++;
    }

    private void undo() {
        for (int index = 0; index < savedRoutes; index++) {
            int r = savedRoute[index];
            used -= routes.count[r] > 0 ? 1 : 0;
            for (int node = routes.next[in.start(r)]; node != in.end(r); node = routes.next[node]) {
                routes.route[node] = -1;
            }
        }
        int from = 0;
        for (int index = 0; index < savedRoutes; index++) {
            int r = savedRoute[index];
            routes.link(r, saved, from, savedTo[index]);
            used += routes.count[r] > 0 ? 1 : 0;
            System.arraycopy(savedLoads, index * in.dims, routes.loads, r * in.dims, in.dims);
            if (!simple) {
                evaluation.evaluate(r);
            }
            from = savedTo[index];
        }
        missing = savedMissing;
        System.arraycopy(savedAbsent, 0, absent, 0, missing);
    }

    private void ruin() {
        double mean = (in.tasks - missing) / (double) Math.max(1, used);
        double longest = Math.min(LONGEST, mean);
        double most = 4 * REMOVED / (1 + longest) - 1;
        int strings = (int) (random.nextDouble() * most + 1);
        int[] ranked = neighbours.ranked(random.nextInt(in.tasks));
        int count = 0;
        for (int task : ranked) {
            int r = routes.route[task];
            if (r >= 0 && stamp[r] != round) {
                touch(r);
                int length = (int) (random.nextDouble() * Math.min(longest, routes.count[r]) + 1);
                removeString(task, Math.min(length, routes.count[r]));
                ruined[count++] = r;
                if (count >= strings) {
                    break;
                }
            }
        }
        for (int index = 0; index < count; index++) {
            settle(ruined[index]);
        }
    }

    private void removeString(int task, int length) {
        int r = routes.route[task];
        int kept = 0;
        if (length > 1 && length < routes.count[r] && random.nextDouble() < SPLIT) {
            kept = 1;
            while (length + kept < routes.count[r] && random.nextDouble() < SPLIT_MORE) {
                kept++;
            }
        }
        int whole = length + kept;
        int node = routes.stringStart(task, whole, random);
        int keptFrom = kept == 0 ? whole : 1 + random.nextInt(length - 1);
        for (int index = 0; index < whole; index++) {
            int following = routes.next[node];
            if (index < keptFrom || index >= keptFrom + kept) {
                take(node);
            }
            node = following;
        }
    }

    private void take(int task) {
        int r = routes.route[task];
        if (simple) {
            value -= detour(routes.previous[task], task, routes.next[task]);
            load(r, task, -1);
        }
        value += in.unserved[task];
        routes.remove(task);
        if (routes.count[r] == 0) {
            used--;
            value -= simple ? in.fixed[r] + in.least(in.start(r), in.end(r)) : 0;
        }
        absent[missing++] = task;
    }

    private void load(int r, int task, int sign) {
        for (int dim = 0; dim < in.dims; dim++) {
            routes.loads[r * in.dims + dim] += sign * in.demand[task * in.dims + dim];
        }
    }

    private void settle(int r) {
        if (!simple) {
            value -= routes.cost[r];
            evaluation.evaluate(r);
            value += routes.cost[r];
        }
    }

    private double detour(int left, int task, int right) {
        return in.least(left, task) + in.least(task, right) - in.least(left, right);
    }

    private void recreate() {
        order.sort(absent, missing);
        int left = 0;
        for (int index = 0; index < missing; index++) {
            int task = absent[index];
            if (!insert(task)) {
                absent[left++] = task;
            }
        }
        missing = left;
    }

    private boolean insert(int task) {
        bestAfter = -1;
        bestMore = in.unserved[task];
        insertion++;
        for (int other : neighbours.ranked(task)) {
            int r = routes.route[other];
            if (r >= 0 && fits(r, task)) {
                consider(task, other, r);
                consider(task, routes.previous[other], r);
            }
        }
        if ((bestAfter < 0 || !in.uniform) && used < most) {
            considerEmpty(task);
        }
        if (bestAfter < 0) {
            return false;
        }
        int r = routes.route[bestAfter];
        touch(r);
        used += routes.count[r] == 0 ? 1 : 0;
        routes.insert(task, bestAfter);
        value -= in.unserved[task];
        if (simple) {
            value += bestMore;
            load(r, task, 1);
        } else {
            value -= routes.cost[r];
            evaluation.inserted(task);
            value += routes.cost[r];
        }
        return true;
    }

    /** Least that a task could cost more; a guess where routes are driven, for there a bound would rule out too little. */
    private double leastMore(int task, int after, int right, int r) {
        if (in.rich && routes.count[r] > 0) {
            return detour(after, task, right);
        }
        double bound = routes.head[after] + in.least(after, task) + in.least(task, right) + routes.tail[right];
        return bound + in.fixed[r] - routes.cost[r];
    }

    private void considerEmpty(int task) {
        Vehicle last = null;
        for (int r = 0; r < in.routes; r++) {
            if (routes.count[r] == 0 && in.fleet.get(r) != last) {
                last = in.fleet.get(r);
                if (fits(r, task)) {
                    consider(task, in.start(r), r);
                }
            }
        }
    }

    private boolean fits(int r, int task) {
        if (!in.allowed(r, task)) {
            return false;
        }
        if (!in.summed) {
            return true;
        }
        for (int dim = 0; dim < in.dims; dim++) {
            if (routes.loads[r * in.dims + dim] + in.demand[task * in.dims + dim] > in.capacity[r * in.dims + dim]) {
                return false;
            }
        }
        return true;
    }

    private void consider(int task, int after, int r) {
        if (considered[after] == insertion) {
            return;
        }
        considered[after] = insertion;
        if (routes.count[r] > 0 && --blink <= 0) {
            blink = 1 + random.nextInt(2 * BLINKS - 1);
            return;
        }
        double more = simple ? inserted(task, after, r) : evaluated(task, after, r);
        if (more < bestMore) {
            bestMore = more;
            bestAfter = after;
        }
    }

    private double inserted(int task, int after, int r) {
        int right = routes.next[after];
        return routes.count[r] == 0
                ? in.fixed[r] + in.least(after, task) + in.least(task, right)
                : detour(after, task, right);
    }

    /** What a task costs after a node; infinity when a limit is broken or it cannot be the cheapest place. */
    private double evaluated(int task, int after, int r) {
        return leastMore(task, after, routes.next[after], r) >= bestMore
                ? Double.POSITIVE_INFINITY
                : evaluation.more(task, after, bestMore);
    }
}
