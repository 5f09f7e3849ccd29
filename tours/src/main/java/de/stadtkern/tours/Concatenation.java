package de.stadtkern.tours;

import java.util.Arrays;

/**
 * Evaluates plain routes in constant time for each stretch that keeps its order. For tasks with several modes it keeps
 * the best cost for each mode at the seam (Vidal 2017); for time windows it keeps duration, time warp, earliest and
 * latest start of a stretch (Vidal, Crainic, Gendreau and Prins 2013, "A hybrid genetic algorithm with adaptive
 * diversity management for a large class of vehicle routing problems with time-windows"). A route that must regain
 * capacity is cut into {@link Trips} only when it may be cheap enough: driving without facilities and as many of the
 * least detours as it needs are a lower bound.
 */
final class Concatenation extends Evaluation {

    private static final double IN_STEP = 1e-9;

    private final int modes;
    private final int dims;
    private final boolean timed;
    private final boolean stretched;
    private final double perSecond;

    private final double[] headCost;
    private final double[] tailCost;
    private final double[] headLoad;
    private final Spans heads;
    private final Spans tails;
    private final Spans own;

    private final double[] costs;

    private int at;
    private int owner;
    private double[] cost;
    private double[] other;
    private final double[] load;
    private final Span span = new Span();
    private boolean served;

    private final Trips trips;
    private final double[] leastDetour;
    private final int[] order;
    private final double[] loads;
    private int length;
    private int from;
    private double detour;

    Concatenation(Routes routes, Penalties penalties) {
        super(routes, penalties);
        modes = in.modes;
        dims = in.dims;
        timed = in.timed;
        stretched = modes == 1 && !timed && !in.restricted && !in.tips;
        perSecond = in.leastPerSecond;
        headCost = modes == 1 ? routes.head : new double[in.nodes * modes];
        tailCost = modes == 1 ? routes.tail : new double[in.nodes * modes];
        headLoad = new double[in.nodes * dims];
        int spans = timed ? in.nodes : 0;
        heads = new Spans(spans);
        tails = new Spans(spans);
        own = new Spans(spans);
        for (int node = 0; node < spans; node++) {
            own.set(node, in.serveSeconds[node], in.early[node], in.late[node]);
        }
        costs = in.costs;
        cost = new double[modes];
        other = new double[modes];
        load = new double[dims];
        trips = new Trips(in, penalties, own);
        leastDetour = new double[in.routes];
        order = new int[in.tips ? in.known : 0];
        loads = new double[dims];
    }

    @Override
    void prefix(int node) {
        at = node;
        from = node;
        length = 0;
        owner = routes.route[node];
        detour = leastDetour[owner];
        served = node < in.tasks;
        barred = false;
        for (int mode = 0; mode < modes; mode++) {
            cost[mode] = headCost[node * modes + mode];
        }
        for (int dim = 0; dim < dims; dim++) {
            load[dim] = headLoad[node * dims + dim];
        }
        if (timed) {
            span.take(heads, node);
        }
    }

    @Override
    void add(int task) {
        served = true;
        barred |= !in.allowed(owner, task);
        drive(task);
        for (int dim = 0; dim < dims; dim++) {
            load[dim] += in.demand[task * dims + dim];
        }
        if (timed) {
            span.append(own, task, in.driving(at, task));
        }
        if (in.tips) {
            order[length++] = task;
            detour = Math.min(detour, in.detours.cost(at, task));
        }
        at = task;
    }

    @Override
    void addForwards(int first, int last) {
        if (!stretched) {
            int node = first;
            add(node);
            while (node != last && !inStep(node)) {
                node = routes.next[node];
                add(node);
            }
            if (node != last) {
                jump(node, last);
            }
            return;
        }
        served = true;
        cost[0] += in.least(at, first) + headCost[last] - headCost[first];
        int before = routes.previous[first];
        for (int dim = 0; dim < dims; dim++) {
            load[dim] += headLoad[last * dims + dim] - headLoad[before * dims + dim];
        }
        at = last;
    }

    /** Whether from here on every mode costs as much more than in the route as every other. */
    private boolean inStep(int node) {
        if (timed || in.restricted || in.tips) {
            return false;
        }
        double shift = cost[0] - headCost[node * modes];
        for (int mode = 1; mode < modes; mode++) {
            if (Math.abs(cost[mode] - headCost[node * modes + mode] - shift) > IN_STEP) {
                return false;
            }
        }
        return true;
    }

    private void jump(int node, int last) {
        double shift = cost[0] - headCost[node * modes];
        for (int mode = 0; mode < modes; mode++) {
            cost[mode] = headCost[last * modes + mode] + shift;
        }
        for (int dim = 0; dim < dims; dim++) {
            load[dim] += headLoad[last * dims + dim] - headLoad[node * dims + dim];
        }
        at = last;
    }

    @Override
    void addBackwards(int first, int last) {
        if (!stretched) {
            super.addBackwards(first, last);
            return;
        }
        served = true;
        cost[0] += in.least(at, last) + routes.behind[last] - routes.behind[first];
        int before = routes.previous[first];
        for (int dim = 0; dim < dims; dim++) {
            load[dim] += headLoad[last * dims + dim] - headLoad[before * dims + dim];
        }
        at = first;
    }

    @Override
    double suffix(int node) {
        double most = ceiling;
        ceiling = Double.POSITIVE_INFINITY;
        if (barred) {
            return refused();
        }
        if (!served && node >= in.known) {
            faults = 0;
            return 0;
        }
        int end = in.end(routes.route[node]);
        if (timed) {
            span.append(tails, node, in.driving(at, node));
        }
        double driving = in.fixed[owner] + joined(node) + waiting(span);
        int before = routes.previous[node];
        faults = 0;
        double more = 0;
        for (int dim = 0; dim < dims; dim++) {
            double all = load[dim] + headLoad[end * dims + dim] - headLoad[before * dims + dim];
            loads[dim] = all;
            faults += penalties.load[dim] * Math.max(0, all - in.capacity[owner * dims + dim]);
            more = all > in.capacity[owner * dims + dim] ? Math.max(more, all / in.capacity[owner * dims + dim]) : more;
        }
        double late = timed ? penalties.time * warp(span, owner) : 0;
        if (!in.tips || faults == 0) {
            faults += late;
            return driving + faults;
        }
        detour = Math.min(detour, Math.min(in.detours.cost(at, node), leastDetour[routes.route[node]]));
        double tips = Math.min(faults, detour * (Math.ceil(more - TOLERANCE) - 1));
        return driving + late + tips < most ? inTrips(node) : Double.POSITIVE_INFINITY;
    }

    /** What the route costs when capacity is regained on the way. */
    private double inTrips(int node) {
        trips.leave(owner, loads);
        int start = in.start(owner);
        for (int task = routes.next[start]; from != start && task != routes.next[from]; task = routes.next[task]) {
            trips.add(task);
        }
        for (int index = 0; index < length; index++) {
            trips.add(order[index]);
        }
        for (int task = node; in.isTask(task); task = routes.next[task]) {
            trips.add(task);
        }
        double cost = trips.comeBack();
        faults = trips.faults;
        return cost;
    }

    /** What waiting costs beside driving. */
    private double waiting(Span whole) {
        return timed ? perSecond * whole.idle : 0;
    }

    /** Loads are not looked at: whoever asks knows that the task fits. */
    @Override
    double more(int task, int after, double most) {
        int r = routes.route[after];
        boolean plain = routes.count[r] > 0
                && routes.penalty[r] == 0
                && in.longest[r] == Double.POSITIVE_INFINITY
                && !in.tips
                && !(timed && perSecond > 0);
        if (!plain) {
            return super.more(task, after, most);
        }
        int right = routes.next[after];
        if (timed && !isInTime(after, task, right)) {
            return Double.POSITIVE_INFINITY;
        }
        if (modes == 1) {
            return in.least(after, task) + in.least(task, right) - in.least(after, right);
        }
        extend(headCost, after * modes, in.block(after, task), cost, 0);
        at = task;
        return joined(right) - routes.cost[r] + in.fixed[r];
    }

    /** Whether a task between two nodes of a route without lateness makes nothing late. */
    private boolean isInTime(int left, int task, int right) {
        double begin = Math.max(in.early[task], heads.earliestEnd(left) + in.driving(left, task));
        double end = begin + in.serveSeconds[task] + in.driving(task, right);
        return begin <= in.late[task] + TOLERANCE && end <= tails.late(right) + TOLERANCE;
    }

    private double warp(Span whole, int r) {
        double lateness = whole.warp <= TOLERANCE ? 0 : whole.warp;
        return lateness + Math.max(0, whole.duration - whole.warp - in.longest[r]);
    }

    /** Moves the best costs from the last node's modes to those of the next one. */
    private void drive(int to) {
        if (modes == 1) {
            cost[0] += in.least(at, to);
            return;
        }
        extend(cost, 0, in.block(at, to), other, 0);
        double[] swap = cost;
        cost = other;
        other = swap;
    }

    /** The best costs of reaching each mode of a node; says what the best of them is. */
    private double extend(double[] from, int last, int block, double[] to, int next) {
        double least = Double.POSITIVE_INFINITY;
        for (int mode = 0; mode < modes; mode++) {
            double best = from[last] + costs[block + mode];
            for (int step = 1; step < modes; step++) {
                best = Math.min(best, from[last + step] + costs[block + step * modes + mode]);
            }
            to[next + mode] = best;
            least = Math.min(least, best);
        }
        return least;
    }

    private double joined(int node) {
        if (modes == 1) {
            return cost[0] + in.least(at, node) + tailCost[node];
        }
        int block = in.block(at, node);
        double best = Double.POSITIVE_INFINITY;
        for (int last = 0; last < modes; last++) {
            for (int mode = 0; mode < modes; mode++) {
                best = Math.min(best, cost[last] + costs[block++] + tailCost[node * modes + mode]);
            }
        }
        return best;
    }

    @Override
    void evaluate(int r) {
        int start = in.start(r);
        int end = in.end(r);
        depot(headCost, start);
        depot(tailCost, end);
        if (timed) {
            span.take(own, start);
            heads.put(start, span);
            span.take(own, end);
            tails.put(end, span);
        }
        noteHeads(start, end);
        noteTails(end, start);
        total(r);
    }

    @Override
    void inserted(int task) {
        int r = routes.route[task];
        noteHeads(routes.previous[task], in.end(r));
        noteTails(routes.next[task], in.start(r));
        total(r);
    }

    /** A depot has one mode. */
    private void depot(double[] all, int node) {
        Arrays.fill(all, node * modes, node * modes + modes, Double.POSITIVE_INFINITY);
        all[node * modes] = 0;
    }

    private void noteHeads(int first, int end) {
        for (int node = first; node != end; node = routes.next[node]) {
            extendHead(node, routes.next[node]);
        }
        if (timed) {
            span.take(heads, first);
            for (int node = first; node != end; node = routes.next[node]) {
                span.append(own, routes.next[node], in.driving(node, routes.next[node]));
                heads.put(routes.next[node], span);
            }
        }
    }

    private void extendHead(int node, int following) {
        for (int dim = 0; dim < dims; dim++) {
            headLoad[following * dims + dim] = headLoad[node * dims + dim] + in.demand[following * dims + dim];
        }
        if (modes == 1) {
            headCost[following] = headCost[node] + in.least(node, following);
        } else {
            routes.head[following] =
                    extend(headCost, node * modes, in.block(node, following), headCost, following * modes);
        }
    }

    private void noteTails(int last, int start) {
        for (int node = last; node != start; node = routes.previous[node]) {
            extendTail(node, routes.previous[node]);
        }
        if (timed) {
            span.take(tails, last);
            for (int node = last; node != start; node = routes.previous[node]) {
                span.prepend(own, routes.previous[node], in.driving(routes.previous[node], node));
                tails.put(routes.previous[node], span);
            }
        }
    }

    private void extendTail(int node, int before) {
        if (modes == 1) {
            tailCost[before] = tailCost[node] + in.least(before, node);
            return;
        }
        int block = in.block(before, node);
        double least = Double.POSITIVE_INFINITY;
        for (int last = 0; last < modes; last++) {
            double best = Double.POSITIVE_INFINITY;
            for (int mode = 0; mode < modes; mode++) {
                best = Math.min(best, costs[block++] + tailCost[node * modes + mode]);
            }
            tailCost[before * modes + last] = best;
            least = Math.min(least, best);
        }
        routes.tail[before] = least;
    }

    private void total(int r) {
        int end = in.end(r);
        boolean used = routes.count[r] > 0;
        faults = 0;
        boolean overloaded = false;
        for (int dim = 0; dim < dims; dim++) {
            double all = headLoad[end * dims + dim];
            loads[dim] = all;
            overloaded |= all > in.capacity[r * dims + dim];
            routes.loads[r * dims + dim] = all;
            routes.excess[r * dims + dim] = Math.max(0, all - in.capacity[r * dims + dim]);
            faults += penalties.load[dim] * routes.excess[r * dims + dim];
        }
        routes.warps[r] = 0;
        if (timed && used) {
            span.take(heads, end);
            routes.warps[r] = warp(span, r);
            faults += penalties.time * routes.warps[r];
        }
        routes.penalty[r] = used ? faults : 0;
        routes.cost[r] = used ? in.fixed[r] + routes.head[end] + waiting(span) + faults : 0;
        if (in.tips) {
            leastDetour[r] = Double.POSITIVE_INFINITY;
            for (int node = routes.next[in.start(r)]; node != end; node = routes.next[node]) {
                leastDetour[r] = Math.min(leastDetour[r], in.detours.cost(routes.previous[node], node));
            }
            if (overloaded) {
                cutIntoTrips(r);
            }
        }
    }

    private void cutIntoTrips(int r) {
        owner = r;
        from = in.start(r);
        length = 0;
        routes.cost[r] = inTrips(routes.next[from]);
        routes.penalty[r] = faults;
        routes.warps[r] = trips.warp;
        System.arraycopy(trips.excess, 0, routes.excess, r * dims, dims);
    }
}
