package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Turns precedences into windows: what comes first is planned first, stage by stage; then it may not begin later than it
 * does there, and what comes after it may not begin before it is done there. Every plan within these windows keeps the
 * order, whichever vehicles drive.
 */
final class Stages {

    private static final double SHARE = 0.1;
    private static final long ITERATIONS = 200;

    private final Problem problem;
    private final Budget budget;
    private final Listener listener;
    private final Map<Long, Task> tasks = new HashMap<>();
    private final Map<Long, Integer> depth = new HashMap<>();
    private final List<Unserved> unserved = new ArrayList<>();

    Stages(Problem problem, Budget budget, Listener listener) {
        this.problem = problem;
        this.budget = budget;
        this.listener = listener;
        problem.tasks().forEach(task -> tasks.put(task.id(), task));
    }

    Plan plan() {
        measureDepth();
        needPredecessors();
        int deepest = depth.values().stream().mapToInt(level -> level).max().orElse(0);
        Budget part = new Budget(
                Math.min(ITERATIONS, budget.iterations() / 10 + 1),
                budget.seconds() * SHARE,
                1,
                budget.seed(),
                budget.clock());
        for (int level = 0; level < deepest; level++) {
            plan(level, part);
        }
        Plan plan = Tours.solveInAnyOrder(with(tasks.keySet()), budget, listener);
        while (leavesOutFollowers(plan)) {
            plan = Tours.solveInAnyOrder(with(tasks.keySet()), part, listener);
        }
        return original(plan);
    }

    /** A task that comes after one that is not served is not served either. */
    private boolean leavesOutFollowers(Plan plan) {
        int before = tasks.size();
        Set<Long> missing = new HashSet<>();
        plan.unserved().forEach(one -> missing.add(one.task().id()));
        for (Precedence pair : problem.rules().precedences()) {
            if (missing.contains(pair.before()) && !missing.contains(pair.after())) {
                leaveOut(pair.after(), "task " + pair.before() + ", which must come before it, is not served");
            }
        }
        return tasks.size() < before;
    }

    /** The plan with the tasks as they were given, without the windows they got here. */
    private Plan original(Plan plan) {
        List<Tour> tours = plan.tours().stream()
                .map(tour -> new Tour(
                        tour.vehicle(),
                        tour.number(),
                        tour.stops().stream().map(this::original).toList(),
                        tour.out(),
                        tour.wayHome(),
                        tour.cost()))
                .toList();
        List<Unserved> all = new ArrayList<>(unserved);
        plan.unserved()
                .forEach(one -> all.add(new Unserved(original(one.task().id()), one.reason(), one.explanation())));
        all.sort(Comparator.comparingLong(one -> one.task().id()));
        Cost cost = plan.cost();
        Cost whole = new Cost(cost.fixed(), cost.distance(), cost.time(), Unserved.prizes(all));
        return new Plan(tours, all, whole, plan.effort());
    }

    private Stop original(Stop stop) {
        if (!(stop instanceof Stop.Visit visit)) {
            return stop;
        }
        Task task = original(visit.task().id());
        int pass = task.passes().indexOf(visit.chosen());
        return new Stop.Visit(task, pass, visit.deadhead(), visit.timing(), visit.load());
    }

    private void measureDepth() {
        tasks.keySet().forEach(id -> depth.put(id, 0));
        for (int round = 0; round <= depth.size(); round++) {
            for (Precedence pair : problem.rules().precedences()) {
                if (depth.containsKey(pair.before()) && depth.containsKey(pair.after())) {
                    depth.merge(pair.after(), depth.get(pair.before()) + 1, Math::max);
                }
            }
        }
        int most = depth.size();
        depth.entrySet().removeIf(entry -> {
            boolean circular = entry.getValue() >= most;
            if (circular) {
                leaveOut(entry.getKey(), "it waits for tasks that wait for it");
            }
            return circular;
        });
    }

    /** What must come before a task that must be served must be served as well. */
    private void needPredecessors() {
        boolean more = true;
        while (more) {
            more = false;
            for (Precedence pair : problem.rules().precedences()) {
                Task before = tasks.get(pair.before());
                Task after = tasks.get(pair.after());
                if (before != null && after != null && before.optional() && !after.optional()) {
                    tasks.put(before.id(), before.withPrize(Double.POSITIVE_INFINITY));
                    more = true;
                }
            }
        }
    }

    private void leaveOut(long id, String explanation) {
        Task task = tasks.remove(id);
        if (task != null) {
            unserved.add(new Unserved(original(id), Unserved.Reason.PRECEDENCE, explanation));
        }
    }

    private Task original(long id) {
        return problem.tasks().stream()
                .filter(task -> task.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private void plan(int level, Budget part) {
        Set<Long> known = new HashSet<>();
        tasks.keySet().stream().filter(id -> depth(id) <= level).forEach(known::add);
        Map<Long, Stop.Visit> visits = new HashMap<>();
        Tours.solveInAnyOrder(with(known), part, Listener.SILENT)
                .visits()
                .forEach(visit -> visits.put(visit.task().id(), visit));
        for (Precedence pair : problem.rules().precedences()) {
            if (tasks.containsKey(pair.after()) && depth(pair.after()) > level) {
                order(pair, visits, level);
            }
        }
    }

    private void order(Precedence pair, Map<Long, Stop.Visit> visits, int level) {
        Stop.Visit visit = visits.get(pair.before());
        if (!tasks.containsKey(pair.before()) || visit == null && depth(pair.before()) <= level) {
            leaveOut(pair.after(), "task " + pair.before() + ", which must come before it, is not served");
            return;
        }
        if (visit == null) {
            return;
        }
        Task before = Objects.requireNonNull(tasks.get(pair.before()));
        double latest = Math.min(before.window().end(), visit.timing().begin());
        Pass chosen = visit.chosen();
        List<Pass> quick = before.passes().stream()
                .filter(pass -> pass.seconds() <= chosen.seconds())
                .toList();
        tasks.put(before.id(), with(before, quick).withWindow(before.window().begin(), latest));
        Task after = Objects.requireNonNull(tasks.get(pair.after()));
        double earliest = Math.max(after.window().begin(), visit.timing().end());
        tasks.put(after.id(), after.withWindow(earliest, after.window().end()));
    }

    private int depth(long id) {
        return Objects.requireNonNull(depth.get(id));
    }

    private static Task with(Task task, List<Pass> passes) {
        return new Task(task.id(), passes, task.demand(), task.window(), task.priority(), task.prize(), task.access());
    }

    private Problem with(Set<Long> ids) {
        Rules rules = problem.rules();
        return new Problem(
                ids.stream().sorted().map(tasks::get).toList(),
                problem.vehicles().stream()
                        .map(vehicle -> telling(vehicle, ids))
                        .toList(),
                problem.travel(),
                rules.withPrecedences());
    }

    private static Vehicle telling(Vehicle vehicle, Set<Long> ids) {
        return vehicle.telling(vehicle.told().stream().filter(ids::contains).toArray(Long[]::new));
    }
}
