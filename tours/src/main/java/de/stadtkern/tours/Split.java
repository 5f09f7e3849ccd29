package de.stadtkern.tours;

import java.util.Arrays;

/**
 * Cuts a giant tour into the cheapest routes: the Bellman algorithm of Prins (2004), with broken limits at their penalty
 * and a load of up to one and a half times the capacity.
 */
final class Split {

    private static final double MOST_LOAD = 1.5;

    private final Routes routes;
    private final Instance in;
    private final double[] best;
    private final int[] cut;
    private double[][] limited = new double[0][0];
    private int[][] limitedCut = new int[0][0];
    private final double[] load;
    private final int[] order;
    private boolean counted;

    Split(Routes routes) {
        this.routes = routes;
        in = routes.in;
        best = new double[in.tasks + 1];
        cut = new int[in.tasks + 1];
        load = new double[in.dims];
        order = new int[in.tasks];
    }

    /** Loads the routes with the giant tour, cut as well as the number of vehicles allows. */
    void cut(int[] tour) {
        routes.clear();
        int used = cutFreely(tour);
        if (used > in.routes) {
            used = cutLimited(tour);
        }
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
                double route = extended(tour[to - 1], to - 1 == from);
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
                double route = extended(tour[to - 1], to - 1 == from);
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
        routes.evaluation.prefix(in.start(0));
    }

    /** Cost of the route over the stretch of the tour so far with one task more. */
    private double extended(int task, boolean first) {
        for (int dim = 0; dim < in.dims; dim++) {
            load[dim] += in.demand[task * in.dims + dim];
            if (load[dim] > MOST_LOAD * in.capacity[dim] && !first) {
                return Double.POSITIVE_INFINITY;
            }
        }
        routes.evaluation.add(task);
        return routes.evaluation.suffix(in.end(0));
    }
}
