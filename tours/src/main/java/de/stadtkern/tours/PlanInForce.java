package de.stadtkern.tours;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What is left of a plan when the problem has changed: the tours that still keep the limits. */
final class PlanInForce {

    private final Instance in;
    private final Plan plan;
    private final Map<Long, Integer> numbers = new HashMap<>();

    PlanInForce(Instance in, Plan plan) {
        this.in = in;
        this.plan = plan;
        for (int task = 0; task < in.tasks; task++) {
            numbers.put(in.all.get(task).id(), task);
        }
    }

    Individual kept() {
        Routes routes = new Routes(in, Penalties.strict(in));
        for (Tour tour : plan.tours()) {
            int r = route(tour);
            if (r >= 0) {
                int[] order = tour.visits()
                        .map(visit -> visit.task().id())
                        .filter(numbers::containsKey)
                        .mapToInt(id -> Objects.requireNonNull(numbers.get(id)))
                        .filter(task -> in.allowed(r, task))
                        .toArray();
                keep(routes, r, order);
            }
        }
        return new Individual(routes);
    }

    private static void keep(Routes routes, int r, int[] order) {
        double before = routes.penalty[r];
        routes.fill(r, order, order.length);
        if (routes.penalty[r] > before + Evaluation.TOLERANCE) {
            for (int task : order) {
                routes.remove(task);
            }
            routes.evaluation.update(r);
        }
    }

    private int route(Tour tour) {
        int number = tour.number();
        for (int r = 0; r < in.routes; r++) {
            if (in.fleet.get(r).id() == tour.vehicle() && --number == 0) {
                return r;
            }
        }
        return -1;
    }
}
