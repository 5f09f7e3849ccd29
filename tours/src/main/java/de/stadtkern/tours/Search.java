package de.stadtkern.tours;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The hybrid genetic search of Vidal (2022). Part of the budget goes to ruin and recreate under simulated
 * {@link Annealing}; its plans join the population. Offspring is educated by {@link LocalSearch}
 * and, where vehicles differ, by a little ruin and recreate (Simensen, Hasle and Stålhane 2022, "Combining hybrid genetic
 * search with ruin-and-recreate for solving the capacitated vehicle routing problem").
 */
final class Search {

    private static final int STEPS = 100;
    private static final int STEPS_OF_RICH = 10;
    private static final int NEAR = 20;
    private static final int WIDE = 60;
    private static final int PATIENCE = 20_000;
    private static final int SAMPLES = 4;
    private static final double WARM = 0.02;

    private final Instance in;
    private final RandomGenerator random;
    private final Penalties penalties;
    private final Routes routes;
    private final LocalSearch localSearch;
    private final RuinAndRecreate ruin;
    private final Split split;
    private final GiantTour giantTour;
    private final OrderCrossover orderCrossover;
    private final RouteExchange routeExchange;
    private final Population population;
    private final Course course;
    private final Reporter reporter;
    private boolean startedFrom;
    private int stale;
    private @Nullable Individual best;

    Search(Instance in, Course course, Reporter reporter, long seed) {
        this.in = in;
        this.course = course;
        this.reporter = reporter;
        random = new SplittableRandom(seed);
        penalties = new Penalties(in);
        routes = new Routes(in, penalties);
        Neighbours neighbours = new Neighbours(in, in.modes == 1 ? NEAR : 2 * NEAR, WIDE);
        localSearch = new LocalSearch(routes, neighbours, random, course);
        ruin = new RuinAndRecreate(routes, neighbours, random);
        split = new Split(routes);
        giantTour = new GiantTour(in);
        orderCrossover = new OrderCrossover(in, random);
        routeExchange = new RouteExchange(routes, random);
        population = new Population(random);
    }

    /** The best plan found that keeps all limits; tasks may be missing. */
    Individual best() {
        return Objects.requireNonNull(best);
    }

    /** Takes in a plan found elsewhere. */
    void immigrate(Individual plan) {
        keep(plan);
    }

    boolean over() {
        return course.over();
    }

    /** A first population, to which a plan may belong that is already there. */
    void found(@Nullable Individual start) {
        routes.clear();
        if (start != null) {
            routes.load(start);
            startedFrom = true;
        }
        ruin.begin();
        ruin.finish();
        keep(new Individual(routes));
        localSearch.run();
        keep(new Individual(routes));
        ruin.relax();
        if (in.tasks < 2) {
            return;
        }
        boolean split = in.uniform && !in.timed && in.routes > 1;
        double offspring = split ? offspring() : 0;
        anneal(Annealing.of(in, offspring));
        double members = split ? Math.clamp(offspring / 20, 10, 4.0 * Population.SMALLEST) : 0;
        for (int member = SAMPLES; member < members && !course.over(); member++) {
            random();
        }
    }

    /** Breeds until the budget is used or as many plans are bred. */
    void breed(int most) {
        for (int bred = 0; bred < most && !course.over() && in.tasks > 1; bred++) {
            breed();
        }
    }

    /** How many plans the whole budget allows to breed; one bred is educated in half the time of a random one. */
    private double offspring() {
        double before = 0;
        for (int sample = 0; sample < SAMPLES && !course.over(); sample++) {
            before = course.share();
            random();
        }
        return 2 / Math.max(1e-9, course.share() - before);
    }

    private void anneal(Annealing annealing) {
        double from = course.share();
        double length = (1 - from) * annealing.share() / annealing.runs();
        for (int run = 0; run < annealing.runs() && !course.over(); run++) {
            anneal(annealing, from + run * length, from + (run + 1) * length);
        }
    }

    /** Ruin and recreate from nothing or from the plan given, cooling while the budget is used from one share to another. */
    private void anneal(Annealing annealing, double from, double to) {
        if (!startedFrom) {
            routes.clear();
        } else {
            routes.load(best());
        }
        ruin.begin();
        double scale = scale();
        double lowest = ruin.value();
        int steps = in.rich ? STEPS_OF_RICH : STEPS;
        while (course.share() < to && !course.over()) {
            double part = Math.clamp((course.share() - from) / (to - from), 0, 1);
            double temperature = scale * annealing.temperature(part);
            for (int step = 0; step < steps; step++) {
                lowest = step(temperature, lowest);
            }
            reporter.found(lowest);
            course.step();
        }
        ruin.recall();
        ruin.finish();
        keep(new Individual(routes));
        ruin.relax();
        localSearch.run();
        keep(new Individual(routes));
    }

    private double step(double temperature, double lowest) {
        ruin.step(temperature);
        if (ruin.value() >= lowest - LocalSearch.NOTICEABLE) {
            return lowest;
        }
        ruin.remember();
        return ruin.value();
    }

    /** Mean cost of a task besides serving it, which temperatures are measured in. */
    private double scale() {
        return (ruin.value() - routes.unserved() - in.serving()) / Math.max(1, in.tasks);
    }

    private void breed() {
        if (population.size() == 0) {
            random();
            return;
        }
        Individual one = population.parent();
        Individual other = population.parent();
        if (in.uniform) {
            split.cut(orderCrossover.cross(tour(one), tour(other)));
        } else {
            routeExchange.cross(one, other);
            ruin.begin();
            ruin.relax();
        }
        educate();
        if (++stale > PATIENCE) {
            stale = 0;
            population.clear();
            penalties.forget();
            for (int member = 0; member < Population.SMALLEST && !course.over(); member++) {
                random();
            }
        }
    }

    /** A plan from a random giant tour, or for vehicles that differ from a short annealing. */
    private void random() {
        if (!in.uniform) {
            routes.clear();
            ruin.begin();
            ruin.relax();
        } else {
            int[] tour = new int[in.tasks];
            for (int last = 0; last < tour.length; last++) {
                int other = random.nextInt(last + 1);
                tour[last] = tour[other];
                tour[other] = last;
            }
            split.cut(tour);
        }
        educate();
    }

    private void educate() {
        localSearch.run();
        boolean kept = routes.feasible();
        if (kept && !in.uniform) {
            polish();
        } else {
            keep(new Individual(routes));
        }
        if (!kept && random.nextBoolean()) {
            repair();
        }
        if (penalties.learn(routes)) {
            population.price(penalties);
        }
        course.step();
    }

    private void polish() {
        ruin.begin();
        double lowest = ruin.value();
        double temperature = WARM * scale();
        int steps = 3 * in.tasks;
        for (int step = 0; step < steps; step++) {
            lowest = step(temperature * (steps - step) / steps, lowest);
        }
        ruin.recall();
        ruin.finish();
        keep(new Individual(routes));
        ruin.relax();
    }

    private int[] tour(Individual plan) {
        return giantTour.of(plan, random.nextInt(in.routes));
    }

    private void repair() {
        penalties.scale(10);
        localSearch.run();
        if (routes.feasible()) {
            keep(new Individual(routes));
        }
        penalties.scale(0.1);
    }

    private void keep(Individual plan) {
        if (!in.uniform || plan.served == in.tasks) {
            population.add(plan);
        }
        if (plan.feasible && (best == null || plan.cost < best.cost - LocalSearch.NOTICEABLE)) {
            best = plan;
            stale = 0;
            reporter.found(plan.cost);
        }
    }
}
