package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Verifies a plan against its problem, sharing no code with the solver. */
public final class Checker {

    private final Problem problem;
    private final Plan plan;
    private final List<String> faults = new ArrayList<>();
    private final Map<Long, Timing> served = new HashMap<>();
    private final Set<Long> leftOut = new HashSet<>();

    private Checker(Problem problem, Plan plan) {
        this.problem = problem;
        this.plan = plan;
    }

    /** What is wrong with the plan, one sentence each; empty when it is right. */
    public static List<String> faults(Problem problem, Plan plan) {
        Checker checker = new Checker(problem, plan);
        checker.everyTaskOnce();
        checker.vehiclesExist();
        plan.tours().forEach(tour -> checker.faults.addAll(new TourChecker(problem, tour, checker.leftOut).faults()));
        checker.orderKept();
        checker.costsTrue();
        return List.copyOf(checker.faults);
    }

    private void everyTaskOnce() {
        Map<Long, Task> missing = new HashMap<>();
        problem.tasks().forEach(task -> missing.put(task.id(), task));
        plan.visits().forEach(visit -> {
            if (!visit.task().equals(missing.remove(visit.task().id()))) {
                faults.add("task " + visit.task().id() + " is served twice or is not a task of the problem");
            }
            served.put(visit.task().id(), visit.timing());
        });
        for (Unserved unserved : plan.unserved()) {
            leftOut.add(unserved.task().id());
            if (missing.remove(unserved.task().id()) == null) {
                faults.add("task " + unserved.task().id() + " is said to be left out, but is served or unknown");
            }
        }
        new TreeSet<>(missing.keySet()).forEach(id -> faults.add("task " + id + " is neither served nor left out"));
    }

    private void vehiclesExist() {
        Map<Long, Integer> counts = problem.vehicles().stream().collect(Collectors.toMap(Vehicle::id, Vehicle::count));
        Set<String> used = new TreeSet<>();
        for (Tour tour : plan.tours()) {
            boolean exists = tour.number() >= 1 && tour.number() <= counts.getOrDefault(tour.vehicle(), 0);
            if (!exists || !used.add(tour.vehicle() + "/" + tour.number())) {
                faults.add("vehicle " + tour.vehicle() + ", number " + tour.number()
                        + ", does not exist or has two tours");
            }
        }
        for (Vehicle vehicle : problem.vehicles()) {
            boolean idle = plan.tours().stream().noneMatch(tour -> tour.vehicle() == vehicle.id());
            if (idle && !leftOut.containsAll(vehicle.told())) {
                faults.add("vehicle " + vehicle.id() + " does not do what its driver was told");
            }
        }
    }

    private void orderKept() {
        for (Precedence pair : problem.rules().precedences()) {
            Timing before = served.get(pair.before());
            Timing after = served.get(pair.after());
            if (after != null
                    && (before == null || before.end() > after.begin() + TourChecker.tolerance(before.end()))) {
                faults.add("task " + pair.after() + " begins before task " + pair.before() + " is done");
            }
        }
    }

    private void costsTrue() {
        double prizes = 0;
        for (Unserved unserved : plan.unserved()) {
            prizes += unserved.task().optional() ? unserved.task().prize() : 0;
        }
        double total = prizes
                + plan.tours().stream().mapToDouble(tour -> tour.cost().total()).sum();
        if (!(Math.abs(total - plan.cost().total()) <= TourChecker.tolerance(total))) {
            faults.add("the cost is given as " + plan.cost().total() + ", but its parts add up to " + total);
        }
    }
}
