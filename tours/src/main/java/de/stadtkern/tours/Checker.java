package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Verifies a tour against its problem, sharing no code with the solver. */
public final class Checker {

    private static final double TOLERANCE = 1e-9;

    private final Problem problem;
    private final Tour tour;
    private final List<String> faults = new ArrayList<>();

    private Checker(Problem problem, Tour tour) {
        this.problem = problem;
        this.tour = tour;
    }

    /** What is wrong with the tour, one sentence each; empty when it is right. */
    public static List<String> faults(Problem problem, Tour tour) {
        Checker checker = new Checker(problem, tour);
        checker.everyTaskOnce();
        checker.directionsAllowed();
        checker.costsTrue();
        return List.copyOf(checker.faults);
    }

    private void everyTaskOnce() {
        Map<Long, Task> missing = new HashMap<>();
        problem.tasks().forEach(task -> missing.put(task.id(), task));
        for (Stop stop : tour.stops()) {
            if (!stop.task().equals(missing.remove(stop.task().id()))) {
                faults.add("task " + stop.task().id() + " is served twice or is not a task of the problem");
            }
        }
        missing.keySet().stream().sorted().forEach(id -> faults.add("task " + id + " is not served"));
    }

    private void directionsAllowed() {
        for (Stop stop : tour.stops()) {
            if (stop.reversed() && !stop.task().reversible()) {
                faults.add("task " + stop.task().id() + " is driven against its only direction");
            }
        }
    }

    private void costsTrue() {
        int at = problem.start();
        for (Stop stop : tour.stops()) {
            Task task = stop.task();
            boolean backwards = stop.reversed();
            compare("deadhead to task " + task.id(), stop.deadhead(), at, backwards ? task.to() : task.from());
            at = backwards ? task.from() : task.to();
        }
        compare("way home", tour.wayHome(), at, problem.start());
    }

    private void compare(String what, double claimed, int from, int to) {
        double actual = problem.travel().cost(from, to);
        if (!(Math.abs(claimed - actual) <= TOLERANCE * Math.max(1, actual))) {
            faults.add(
                    what + " is given as " + claimed + ", but driving from " + from + " to " + to + " costs " + actual);
        }
    }
}
