package de.stadtkern.tours;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds out how few vehicles suffice, when a vehicle costs more than any way it could save: route after route is closed,
 * and tasks that stay without a route for long count more (Christiaens and Vanden Berghe 2020, section 4.3).
 */
final class FleetReduction {

    private static final int STEPS = 100;
    private static final double SHARE = 0.25;

    private final Instance in;
    private final Course course;
    private final Routes routes;
    private final RuinAndRecreate ruin;

    FleetReduction(Instance in, Course course, long seed) {
        this.in = in;
        this.course = course;
        routes = new Routes(in, new Penalties(in));
        ruin = new RuinAndRecreate(routes, new Neighbours(in, 1, in.tasks), new SplittableRandom(seed));
    }

    /** Whether vehicles count first: one is dearer than driving to all tasks one by one. */
    static boolean applies(Instance in) {
        if (!in.uniform || in.tasks == 0) {
            return false;
        }
        double all = 0;
        for (int task = 0; task < in.tasks; task++) {
            all += in.least(in.start(0), task) + in.least(task, in.end(0));
        }
        return in.fixed[0] > all;
    }

    /** The same problem with as many vehicles as were found to suffice, and a plan for them. */
    Start reduced() {
        ruin.begin();
        double hot = (ruin.value() - routes.unserved() - in.fixed[0] * routes.used()) / in.tasks;
        int least = least();
        boolean complete = ruin.missing() == 0 || reinsert(hot);
        while (complete && routes.used() > least && course.share() < SHARE && !course.over()) {
            ruin.closeRoute();
            complete = reinsert(hot);
        }
        ruin.recall();
        ruin.finish();
        return with(Math.max(1, routes.used()));
    }

    /** Tries to serve what the closed route served; on success the plan is remembered. */
    private boolean reinsert(double hot) {
        while (course.share() < SHARE && !course.over()) {
            for (int step = 0; step < STEPS; step++) {
                ruin.stepForFleet(hot * Math.pow(0.01, course.share() / SHARE));
                if (ruin.missing() == 0) {
                    ruin.remember();
                    return true;
                }
            }
            course.step();
        }
        return false;
    }

    private int least() {
        double most = 1;
        for (int dim = 0; dim < in.dims; dim++) {
            double demand = 0;
            for (int task = 0; task < in.tasks; task++) {
                demand += in.demand[task * in.dims + dim];
            }
            most = Math.max(most, demand / in.capacity[dim]);
        }
        return (int) Math.ceil(most - 1e-9);
    }

    private Start with(int count) {
        Vehicle vehicle = in.fleet.getFirst();
        Rates rates = vehicle.rates();
        Vehicle few = vehicle.times(count).withRates(0, rates.perDistance(), rates.perSecond());
        Instance smaller =
                new Instance(new Problem(in.problem.tasks(), List.of(few), in.problem.travel(), in.problem.rules()));
        int[][] used = Arrays.stream(new Individual(routes).routes)
                .filter(route -> route.length > 0)
                .toArray(int[][]::new);
        Routes plan = new Routes(smaller, new Penalties(smaller));
        for (int r = 0; r < used.length; r++) {
            plan.fill(r, used[r], used[r].length);
        }
        return new Start(smaller, new Individual(plan));
    }

    /** Where the search goes on from. */
    record Start(Instance in, Individual plan) {}
}
