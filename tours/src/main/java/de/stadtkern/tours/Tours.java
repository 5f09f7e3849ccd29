package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Finds tours. */
public final class Tours {

    private static final int SHORT = 150;
    private static final int SHORT_FOR_ALL = 15_000;

    private static final Plan NOTHING =
            new Plan(List.of(), List.of(), Cost.NONE, new Effort(0, OptionalDouble.empty()));

    private Tours() {}

    /** A good plan after a short search, the same whenever asked and whatever the order of the tasks. */
    public static Plan solve(Problem problem) {
        int fewer = SHORT_FOR_ALL / Math.max(1, problem.tasks().size());
        return solve(problem, Budget.iterations(Math.clamp(fewer, 10, SHORT)), Listener.SILENT);
    }

    /**
     * The best plan found within a budget. It keeps every limit; tasks for which that is impossible, or which are not
     * worth it, are left out, each with a reason. The calling thread may be interrupted to end the search early.
     *
     * @param listener hears of the progress and may end the search; what was found by then is the answer
     * @throws IllegalArgumentException when a travel cost is no cost
     */
    public static Plan solve(Problem problem, Budget budget, Listener listener) {
        return problem.rules().precedences().isEmpty()
                ? solveInAnyOrder(problem, budget, listener)
                : verified(problem, new Stages(problem, budget, listener).plan());
    }

    /**
     * The same, beginning with a plan that is in force: its tours are kept as far as they still keep the limits, and
     * improved from there. With no budget at all the answer is that plan with new tasks put in, locally optimal.
     */
    public static Plan replan(Problem problem, Plan inForce, Budget budget, Listener listener) {
        return problem.rules().precedences().isEmpty()
                ? solveInAnyOrder(problem, inForce, budget, listener)
                : solve(problem, budget, listener);
    }

    static Plan solveInAnyOrder(Problem problem, Budget budget, Listener listener) {
        return solveInAnyOrder(problem, NOTHING, budget, listener);
    }

    private static Plan solveInAnyOrder(Problem problem, Plan inForce, Budget budget, Listener listener) {
        Told told = new Told(problem);
        Instance whole = new Instance(told.kept());
        List<Unserved> unserved = new ArrayList<>(new Diagnosis(whole).impossible());
        Instance in = unserved.isEmpty() ? whole : new Instance(whole.problem.without(unserved));
        unserved.addAll(told.broken());
        Reporter reporter = new Reporter(listener);
        List<Tour> tours = tours(in, search(in, inForce, budget, reporter));
        Set<Long> served = new HashSet<>();
        tours.forEach(
                tour -> tour.visits().forEach(visit -> served.add(visit.task().id())));
        in.all.stream()
                .filter(task -> !served.contains(task.id()))
                .map(Diagnosis::leftOut)
                .forEach(unserved::add);
        unserved.sort(Comparator.comparingLong(one -> one.task().id()));
        Effort effort = new Effort(reporter.iterations(), OptionalDouble.of(bound(in, served)));
        return verified(problem, new Plan(tours, unserved, cost(tours, unserved), effort));
    }

    private static Individual search(Instance in, Plan inForce, Budget budget, Reporter reporter) {
        if (!inForce.tours().isEmpty()) {
            return new Islands(budget, reporter).search(in, new PlanInForce(in, inForce).kept());
        }
        if (!FleetReduction.applies(in)) {
            return new Islands(budget, reporter).search(in, null);
        }
        Course course = new Course(budget, reporter);
        FleetReduction.Start start = new FleetReduction(in, course, budget.seed()).reduced();
        reporter.addBesides(in.fixed[0] * start.in().routes);
        return new Islands(course.rest(), reporter).search(start.in(), start.plan());
    }

    private static List<Tour> tours(Instance in, Individual plan) {
        Penalties penalties = Penalties.strict(in);
        Simulation simulation = new Simulation(new Routes(in, penalties), penalties);
        Map<Long, Integer> numbers = new HashMap<>();
        List<Tour> tours = new ArrayList<>();
        for (int r = 0; r < plan.routes.length; r++) {
            if (plan.routes[r].length + in.told[r].length > 0) {
                int number = numbers.merge(in.fleet.get(r).id(), 1, Integer::sum);
                tours.add(new Timetable(in, simulation, r, plan.routes[r]).tour(number));
            }
        }
        return tours;
    }

    private static Cost cost(List<Tour> tours, List<Unserved> unserved) {
        Cost sum = new Cost(0, 0, 0, Unserved.prizes(unserved));
        for (Tour tour : tours) {
            sum = sum.plus(tour.cost());
        }
        return sum;
    }

    /** Every served task is reached from somewhere: the cheapest ways to each of them. */
    private static double bound(Instance in, Set<Long> served) {
        double sum = 0;
        for (int task = 0; task < in.known; task++) {
            if (served.contains(in.all.get(task).id())) {
                sum += in.cheapestWayTo(task);
            }
        }
        return sum;
    }

    private static Plan verified(Problem problem, Plan plan) {
        List<String> faults = Checker.faults(problem, plan);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "The plan found breaks its limits, which is an error of the solver: " + faults);
        }
        return plan;
    }
}
