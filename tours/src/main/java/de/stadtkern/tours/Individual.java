package de.stadtkern.tours;

import java.util.Arrays;

/** A plan that does not change any more: for each route its tasks in order. */
final class Individual {

    private static final int NOWHERE = -2;

    final int[][] routes;
    final boolean feasible;
    final int served;

    private final int[] successor;
    private final int[] predecessor;
    private final double driving;
    private final double[] excess;
    private final double warp;

    /** What it costs, broken limits included; what these cost changes with the penalties. */
    double cost;

    Individual(Routes plan) {
        Instance in = plan.in;
        routes = new int[in.routes][];
        successor = new int[in.tasks];
        predecessor = new int[in.tasks];
        Arrays.fill(successor, NOWHERE);
        Arrays.fill(predecessor, NOWHERE);
        for (int r = 0; r < in.routes; r++) {
            routes[r] = new int[plan.count[r]];
            int node = plan.next[in.start(r)];
            for (int index = 0; index < routes[r].length; index++) {
                routes[r][index] = node;
                predecessor[node] = index == 0 ? -1 : plan.previous[node];
                successor[node] = index == routes[r].length - 1 ? -1 : plan.next[node];
                node = plan.next[node];
            }
        }
        served = Arrays.stream(routes).mapToInt(route -> route.length).sum();
        cost = plan.total();
        feasible = plan.feasible();
        driving = cost - plan.penalty();
        warp = plan.warp();
        excess = new double[in.dims];
        Arrays.setAll(excess, plan::excess);
    }

    void price(Penalties penalties) {
        if (!feasible) {
            cost = driving + penalties.time * warp;
            for (int dim = 0; dim < excess.length; dim++) {
                cost += penalties.load[dim] * excess[dim];
            }
        }
    }

    /** Share of tasks with other neighbours than in another plan: the broken-pairs distance. */
    double distance(Individual other) {
        int broken = 0;
        for (int task = 0; task < successor.length; task++) {
            if (successor[task] != other.successor[task] && successor[task] != other.predecessor[task]) {
                broken++;
            }
            if (predecessor[task] == -1 && other.predecessor[task] != -1 && other.successor[task] != -1) {
                broken++;
            }
        }
        return broken / (double) Math.max(1, successor.length);
    }
}
