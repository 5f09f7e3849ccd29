package de.stadtkern.tours;

import java.util.Arrays;

/**
 * Evaluates routes of tasks with several modes where nothing has a time of its own but shifts end: as {@link
 * Concatenation} it keeps the best cost for each mode at the seam, and besides how long that best way takes. Of ways that
 * cost the same the quickest counts.
 */
final class ShiftEvaluation extends Evaluation {

    /** What all the seconds of a long route cost more is less than anybody would notice. */
    private static final double TIE = 1e-7;

    private final int modes;
    private final int dims;
    private final double[] costs;
    private final double[] times;

    private final double[] headCost;
    private final double[] headTime;
    private final double[] tailCost;
    private final double[] tailTime;
    private final double[] headLoad;

    private int at;
    private int owner;
    private boolean served;
    private double[] cost;
    private double[] time;
    private double[] nextCost;
    private double[] nextTime;
    private final double[] load;
    private double seconds;

    ShiftEvaluation(Routes routes, Penalties penalties) {
        super(routes, penalties);
        modes = in.modes;
        dims = in.dims;
        times = in.modeTimes();
        costs = in.costs.clone();
        double tie = TIE * longest(costs) / longest(times);
        for (int cell = 0; cell < costs.length; cell++) {
            costs[cell] += tie * times[cell];
        }
        headCost = new double[in.nodes * modes];
        headTime = new double[in.nodes * modes];
        tailCost = new double[in.nodes * modes];
        tailTime = new double[in.nodes * modes];
        headLoad = new double[in.nodes * dims];
        cost = new double[modes];
        time = new double[modes];
        nextCost = new double[modes];
        nextTime = new double[modes];
        load = new double[dims];
    }

    private double longest(double[] ways) {
        double longest = Arrays.stream(ways).filter(way -> way < in.noWay).max().orElse(0);
        return longest > 0 ? longest : 1;
    }

    @Override
    void prefix(int node) {
        at = node;
        owner = routes.route[node];
        served = node < in.tasks;
        barred = false;
        System.arraycopy(headCost, node * modes, cost, 0, modes);
        System.arraycopy(headTime, node * modes, time, 0, modes);
        System.arraycopy(headLoad, node * dims, load, 0, dims);
    }

    @Override
    void add(int task) {
        served = true;
        barred |= !in.allowed(owner, task);
        drive(task);
    }

    private void drive(int node) {
        int block = in.block(at, node);
        for (int mode = 0; mode < modes; mode++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int last = 0; last < modes; last++) {
                double way = cost[last] + costs[block + last * modes + mode];
                if (way < least) {
                    least = way;
                    best = last;
                }
            }
            nextCost[mode] = least;
            nextTime[mode] = time[best] + times[block + best * modes + mode];
        }
        double[] swap = cost;
        cost = nextCost;
        nextCost = swap;
        swap = time;
        time = nextTime;
        nextTime = swap;
        for (int dim = 0; dim < dims; dim++) {
            load[dim] += in.demand[node * dims + dim];
        }
        at = node;
    }

    @Override
    void addForwards(int first, int last) {
        int node = first;
        add(node);
        while (node != last) {
            node = routes.next[node];
            add(node);
        }
    }

    @Override
    double suffix(int node) {
        if (barred) {
            return refused();
        }
        faults = 0;
        if (!served && node >= in.known) {
            return 0;
        }
        double driving = joined(node);
        int end = in.end(routes.route[node]);
        int before = routes.previous[node];
        for (int dim = 0; dim < dims; dim++) {
            double all = load[dim] + headLoad[end * dims + dim] - headLoad[before * dims + dim];
            faults += penalties.load[dim] * Math.max(0, all - in.capacity[owner * dims + dim]);
        }
        faults += penalties.time * Math.max(0, seconds - in.longest[owner]);
        return in.fixed[owner] + driving + faults;
    }

    /** The cost of the best way on to a node and to the end of its route; {@link #seconds} is what it takes. */
    private double joined(int node) {
        int block = in.block(at, node);
        double least = Double.POSITIVE_INFINITY;
        for (int last = 0; last < modes; last++) {
            for (int mode = 0; mode < modes; mode++) {
                int cell = block + last * modes + mode;
                double way = cost[last] + costs[cell] + tailCost[node * modes + mode];
                if (way < least) {
                    least = way;
                    seconds = time[last] + times[cell] + tailTime[node * modes + mode];
                }
            }
        }
        return least;
    }

    @Override
    void evaluate(int r) {
        int start = in.start(r);
        int end = in.end(r);
        depot(headCost, headTime, start);
        depot(tailCost, tailTime, end);
        prefix(start);
        for (int node = start; node != end; ) {
            node = routes.next[node];
            drive(node);
            System.arraycopy(cost, 0, headCost, node * modes, modes);
            System.arraycopy(time, 0, headTime, node * modes, modes);
            System.arraycopy(load, 0, headLoad, node * dims, dims);
            routes.head[node] = Arrays.stream(cost).min().orElse(0);
        }
        for (int node = end; node != start; node = routes.previous[node]) {
            noteTail(node, routes.previous[node]);
        }
        total(r);
    }

    /** A depot has one mode. */
    private void depot(double[] allCosts, double[] allTimes, int node) {
        Arrays.fill(allCosts, node * modes, node * modes + modes, Double.POSITIVE_INFINITY);
        allCosts[node * modes] = 0;
        allTimes[node * modes] = 0;
    }

    private void noteTail(int node, int before) {
        int block = in.block(before, node);
        double all = Double.POSITIVE_INFINITY;
        for (int last = 0; last < modes; last++) {
            double least = Double.POSITIVE_INFINITY;
            for (int mode = 0; mode < modes; mode++) {
                int cell = block + last * modes + mode;
                double way = costs[cell] + tailCost[node * modes + mode];
                if (way < least) {
                    least = way;
                    tailTime[before * modes + last] = times[cell] + tailTime[node * modes + mode];
                }
            }
            tailCost[before * modes + last] = least;
            all = Math.min(all, least);
        }
        routes.tail[before] = all;
    }

    private void total(int r) {
        int end = in.end(r);
        boolean used = routes.count[r] > 0;
        faults = 0;
        for (int dim = 0; dim < dims; dim++) {
            routes.loads[r * dims + dim] = headLoad[end * dims + dim];
            routes.excess[r * dims + dim] = Math.max(0, headLoad[end * dims + dim] - in.capacity[r * dims + dim]);
            faults += penalties.load[dim] * routes.excess[r * dims + dim];
        }
        routes.warps[r] = used ? Math.max(0, headTime[end * modes] - in.longest[r]) : 0;
        faults += penalties.time * routes.warps[r];
        routes.penalty[r] = used ? faults : 0;
        routes.cost[r] = used ? in.fixed[r] + routes.head[end] + faults : 0;
    }
}
