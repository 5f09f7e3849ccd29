package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What drivers were told, as far as the limits still allow it; the rest is for a person to decide. */
final class Told {

    private final Problem problem;
    private final Map<Long, Task> tasks;
    private final List<Unserved> broken = new ArrayList<>();

    Told(Problem problem) {
        this.problem = problem;
        tasks = problem.tasks().stream().collect(Collectors.toMap(Task::id, Function.identity()));
    }

    /** The problem in which drivers were told nothing that is impossible. */
    Problem kept() {
        List<Vehicle> vehicles = problem.vehicles().stream().map(this::kept).toList();
        return broken.isEmpty()
                ? problem
                : new Problem(problem.tasks(), vehicles, problem.travel(), problem.rules()).without(broken);
    }

    /** The tasks that were told but cannot be served in time, or not by this vehicle. */
    List<Unserved> broken() {
        return broken;
    }

    private Vehicle kept(Vehicle vehicle) {
        List<Long> kept = new ArrayList<>();
        for (Long id : vehicle.told()) {
            kept.add(id);
            if (!possible(vehicle.telling(kept.toArray(Long[]::new)))) {
                kept.removeLast();
                broken.add(new Unserved(
                        Objects.requireNonNull(tasks.get(id)),
                        Unserved.Reason.TOLD_IN_VAIN,
                        "the driver of vehicle " + vehicle.id()
                                + " was told to serve it, which the limits do not allow any more"));
            }
        }
        return vehicle.telling(kept.toArray(Long[]::new));
    }

    private boolean possible(Vehicle vehicle) {
        List<Task> told = vehicle.told().stream()
                .map(id -> Objects.requireNonNull(tasks.get(id)))
                .toList();
        Instance alone = new Instance(new Problem(
                told, List.of(vehicle), problem.travel(), problem.rules().withPrecedences()));
        Routes routes = new Routes(alone, new Penalties(alone));
        return routes.feasible() && alone.canReach(routes.cost[0]);
    }
}
