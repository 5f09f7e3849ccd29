package de.stadtkern.tours;

import java.util.Arrays;

/**
 * Cuts a giant tour into the cheapest routes: the Bellman algorithm of Prins (2004), with the modes of Vidal (2017), time
 * windows, and a load of up to one and a half times the capacity, at a penalty.
 */
final class Split {

    private static final double MOST_LOAD = 1.5;

    private final Routes routes;
    private final Instance in;
    private final Penalties penalties;
    private final double[] best;
    private final int[] cut;
    private double[][] limited = new double[0][0];
    private int[][] limitedCut = new int[0][0];
    private double[] cost;
    private double[] other;
    private final double[] load;
    private final Span span = new Span();
    private final Spans own;
    private final int[] order;
    private boolean counted;

    Split(Routes routes, Penalties penalties) {
        this.routes = routes;
        this.penalties = penalties;
        in = routes.in;
        best = new double[in.tasks + 1];
        cut = new int[in.tasks + 1];
        cost = new double[in.modes];
        other = new double[in.modes];
        load = new double[in.dims];
        order = new int[in.tasks];
        own = new Spans(in.timed ? in.nodes : 0);
        for (int node = 0; in.timed && node < in.nodes; node++) {
            own.set(node, in.serveSeconds[node * in.modes], in.early[node * in.modes], in.late[node * in.modes]);
        }
    }

    /** Loads the routes with the giant tour, cut as well as the number of vehicles allows. */
    void cut(int[] tour) {
        int used = cutFreely(tour);
        if (used > in.routes) {
            used = cutLimited(tour);
        }
        routes.clear();
        int to = tour.length;
        for (int r = used - 1; r >= 0; r--) {
            int from = counted ? limitedCut[r + 1][to] : cut[to];
            System.arraycopy(tour, from, order, 0, to - from);
            routes.fill(r, order, to - from);
            to = from;
        }
    }

    private int cutFreely(int[] tour) {
        counted = false;
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        for (int from = 0; from < tour.length; from++) {
            begin();
            for (int to = from + 1; to <= tour.length; to++) {
                double route = extended(tour, from, to);
                if (route == Double.POSITIVE_INFINITY) {
                    break;
                }
                if (best[from] + route < best[to]) {
                    best[to] = best[from] + route;
                    cut[to] = from;
                }
            }
        }
        int used = 0;
        for (int to = tour.length; to > 0; to = cut[to]) {
            used++;
        }
        return used;
    }

    private int cutLimited(int[] tour) {
        counted = true;
        if (limited.length == 0) {
            limited = new double[in.routes + 1][in.tasks + 1];
            limitedCut = new int[in.routes + 1][in.tasks + 1];
        }
        for (double[] line : limited) {
            Arrays.fill(line, Double.POSITIVE_INFINITY);
        }
        limited[0][0] = 0;
        for (int from = 0; from < tour.length; from++) {
            begin();
            for (int to = from + 1; to <= tour.length; to++) {
                double route = extended(tour, from, to);
                if (route == Double.POSITIVE_INFINITY) {
                    break;
                }
                extendAll(from, to, route);
            }
        }
        int used = 1;
        for (int number = 2; number <= in.routes; number++) {
            used = limited[number][tour.length] < limited[used][tour.length] ? number : used;
        }
        if (limited[used][tour.length] == Double.POSITIVE_INFINITY) {
            return cutEvenly(tour);
        }
        return used;
    }

    private void extendAll(int from, int to, double route) {
        for (int number = 1; number <= in.routes; number++) {
            if (limited[number - 1][from] + route < limited[number][to]) {
                limited[number][to] = limited[number - 1][from] + route;
                limitedCut[number][to] = from;
            }
        }
    }

    /** When even overloaded routes are too few: stretches of the same length. */
    private int cutEvenly(int[] tour) {
        for (int number = 1; number <= in.routes; number++) {
            int to = tour.length * number / in.routes;
            limitedCut[number][to] = tour.length * (number - 1) / in.routes;
        }
        return in.routes;
    }

    private void begin() {
        Arrays.fill(load, 0);
        Arrays.fill(cost, 0);
        if (in.timed) {
            span.take(own, in.start(0));
        }
    }

    /** Cost of the route over a stretch of the tour, which is one task longer than the last time. */
    private double extended(int[] tour, int from, int to) {
        int task = tour[to - 1];
        int before = to - 1 == from ? in.start(0) : tour[to - 2];
        double faults = 0;
        for (int dim = 0; dim < in.dims; dim++) {
            load[dim] += in.demand[task * in.dims + dim];
            double capacity = in.capacity[dim];
            if (load[dim] > MOST_LOAD * capacity && to - 1 > from) {
                return Double.POSITIVE_INFINITY;
            }
            faults += penalties.load[dim] * Math.max(0, load[dim] - capacity);
        }
        if (in.timed) {
            faults += penalties.time * warp(before, task);
        }
        return faults + in.fixed[0] + drive(before, task);
    }

    private double warp(int before, int task) {
        span.append(own, task, in.between(in.seconds, before * in.modes, task * in.modes));
        int end = in.end(0);
        double home = in.between(in.seconds, task * in.modes, end * in.modes);
        double arrival = span.early + span.duration - span.warp + home;
        double late = Math.max(0, arrival - in.late[end * in.modes]);
        return span.warp + late + Math.max(0, span.duration - span.warp + home - in.longest[0]);
    }

    private double drive(int before, int task) {
        int end = in.end(0);
        if (in.modes == 1) {
            cost[0] += in.least(before, task);
            return cost[0] + in.least(task, end);
        }
        int there = in.block(before, task);
        int home = in.block(task, end);
        double whole = Double.POSITIVE_INFINITY;
        for (int mode = 0; mode < in.passes[task]; mode++) {
            double reach = Double.POSITIVE_INFINITY;
            for (int last = 0; last < in.passes[before]; last++) {
                reach = Math.min(reach, cost[last] + in.costs[there + last * in.modes + mode]);
            }
            other[mode] = reach;
            whole = Math.min(whole, reach + in.costs[home + mode * in.modes]);
        }
        double[] swap = cost;
        cost = other;
        other = swap;
        return whole;
    }
}
