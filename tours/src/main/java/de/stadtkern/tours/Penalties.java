package de.stadtkern.tours;

import java.util.Arrays;

/**
 * What breaking a limit costs during the search, so that it may pass through plans that break some. The weights follow
 * the share of plans found without faults, as in Vidal (2022), "Hybrid genetic search for the CVRP: open-source
 * implementation and SWAP* neighborhood"; where next to none is, they grow faster, as in Kool et al. (2022), "Hybrid
 * genetic search for the vehicle routing problem with time windows: a high-performance implementation".
 */
final class Penalties {

    private static final int MEMORY = 100;
    private static final double TARGET = 0.2;
    private static final double HOPELESS = 0.01;
    private static final double LEAST = 1e-3;
    private static final double MOST = 1e5;

    /** Multiplies weights so that no way is worth breaking a limit for. */
    static final double STRICT = 1e6;

    final double[] load;
    double time;

    private final double[] firstLoad;
    private final double firstTime;
    private final boolean[][] kept;
    private int seen;

    Penalties(Instance in) {
        double longest = longest(in, in.least);
        load = new double[in.dims];
        for (int task = 0; task < in.known; task++) {
            for (int dim = 0; dim < in.dims; dim++) {
                load[dim] = Math.max(load[dim], in.demand[task * in.dims + dim]);
            }
        }
        for (int dim = 0; dim < in.dims; dim++) {
            load[dim] = longest / (load[dim] > 0 ? load[dim] : longest);
        }
        time = longest / longest(in, in.seconds);
        firstLoad = load.clone();
        firstTime = time;
        kept = new boolean[in.dims + 1][MEMORY];
        forget();
    }

    /** Weights for driving a plan that keeps its limits: they are kept whatever it costs. */
    static Penalties strict(Instance in) {
        Penalties penalties = new Penalties(in);
        penalties.scale(STRICT);
        return penalties;
    }

    /** Never zero. */
    private static double longest(Instance in, double[] ways) {
        double longest = 0;
        for (double way : ways) {
            longest = way < in.noWay ? Math.max(longest, way) : longest;
        }
        return longest > 0 ? longest : 1;
    }

    /** Back to the first weights: what is too much by the most of one task, or as long as the longest way, costs that way. */
    void forget() {
        System.arraycopy(firstLoad, 0, load, 0, load.length);
        time = firstTime;
        seen = 0;
        for (boolean[] memory : kept) {
            Arrays.fill(memory, true);
        }
    }

    /** Multiplies every weight, to repair a plan. */
    void scale(double factor) {
        for (int dim = 0; dim < load.length; dim++) {
            load[dim] *= factor;
        }
        time *= factor;
    }

    /** Learns from a plan whether its limits were kept; says whether weights changed. */
    boolean learn(Routes plan) {
        for (int dim = 0; dim < load.length; dim++) {
            kept[dim][seen % MEMORY] = plan.excess(dim) <= Evaluation.TOLERANCE;
        }
        kept[load.length][seen % MEMORY] = plan.warp() <= Evaluation.TOLERANCE;
        if (++seen % MEMORY != 0) {
            return false;
        }
        for (int dim = 0; dim < load.length; dim++) {
            load[dim] = adapted(load[dim], firstLoad[dim], kept[dim]);
        }
        time = adapted(time, firstTime, kept[load.length]);
        return true;
    }

    private static double adapted(double weight, double first, boolean[] memory) {
        int good = 0;
        for (boolean one : memory) {
            good += one ? 1 : 0;
        }
        double share = good / (double) MEMORY;
        if (share < HOPELESS) {
            return Math.min(MOST * first, weight * 2);
        }
        if (share < TARGET - 0.05) {
            return Math.min(MOST * first, weight * 1.2);
        }
        return share > TARGET + 0.05 ? Math.max(LEAST * first, weight * 0.85) : weight;
    }
}
