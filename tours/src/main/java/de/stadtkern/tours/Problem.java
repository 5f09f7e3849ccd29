package de.stadtkern.tours;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What tours are asked for.
 *
 * @param tasks what to serve, in any order; ids are unique
 * @param vehicles who serves; ids are unique
 * @param travel what driving between nodes takes
 * @param rules what holds for all tours
 */
public record Problem(List<Task> tasks, List<Vehicle> vehicles, Travel travel, Rules rules) {

    public Problem {
        tasks = List.copyOf(tasks);
        vehicles = List.copyOf(vehicles);
        unique("task", tasks.stream().map(Task::id).toList());
        unique("vehicle", vehicles.stream().map(Vehicle::id).toList());
        Set<Long> known = new HashSet<>(tasks.stream().map(Task::id).toList());
        List<Long> told =
                vehicles.stream().flatMap(vehicle -> vehicle.told().stream()).toList();
        unique("task told to a driver", told);
        exist(known, told);
        rules.precedences().forEach(pair -> exist(known, List.of(pair.before(), pair.after())));
    }

    /** Tours without special rules. */
    public Problem(List<Task> tasks, List<Vehicle> vehicles, Travel travel) {
        this(tasks, vehicles, travel, Rules.NONE);
    }

    /** One tour without limits that leaves a node and comes back. */
    public static Problem round(int start, List<Task> tasks, Travel travel) {
        return new Problem(tasks, List.of(Vehicle.at(1, start)), travel);
    }

    Problem without(List<Unserved> gone) {
        Set<Long> ids = new HashSet<>();
        gone.forEach(one -> ids.add(one.task().id()));
        List<Task> rest =
                tasks.stream().filter(task -> !ids.contains(task.id())).toList();
        return new Problem(rest, vehicles, travel, rules);
    }

    private static void exist(Set<Long> known, List<Long> meant) {
        for (Long id : meant) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException("task " + id + " is meant, but is not a task of the problem");
            }
        }
    }

    private static void unique(String kind, List<Long> all) {
        Set<Long> ids = new HashSet<>();
        for (Long id : all) {
            if (!ids.add(id)) {
                throw new IllegalArgumentException("id of a " + kind + " must be unique, but " + id + " occurs twice");
            }
        }
    }
}
