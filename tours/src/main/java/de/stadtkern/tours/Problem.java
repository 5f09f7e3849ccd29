package de.stadtkern.tours;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a tour is asked for.
 *
 * @param start node where the tour begins and ends
 * @param tasks what to serve, in any order; ids are unique
 * @param travel cost of driving between nodes
 */
public record Problem(int start, List<Task> tasks, Travel travel) {

    public Problem {
        tasks = List.copyOf(tasks);
        Set<Long> ids = new HashSet<>();
        for (Task task : tasks) {
            if (!ids.add(task.id())) {
                throw new IllegalArgumentException("id of a task must be unique, but " + task.id() + " occurs twice");
            }
        }
    }

    double travelCost(int from, int to) {
        return Costs.checked(travel.cost(from, to), "travel cost from " + from + " to " + to);
    }
}
