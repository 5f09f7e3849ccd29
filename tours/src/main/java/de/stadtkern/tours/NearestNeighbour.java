package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Always drives to what is nearest; ties go to the smaller task id, then to the task's own direction. */
final class NearestNeighbour {

    private final Problem problem;
    private final List<Task> open;

    NearestNeighbour(Problem problem) {
        this.problem = problem;
        this.open = new ArrayList<>(problem.tasks());
        open.sort(Comparator.comparingLong(Task::id));
    }

    List<Pass> passes() {
        List<Pass> passes = new ArrayList<>();
        int at = problem.start();
        while (!open.isEmpty()) {
            Pass next = nearestTo(at);
            open.remove(next.task());
            passes.add(next);
            at = next.exit();
        }
        return passes;
    }

    private Pass nearestTo(int at) {
        Pass nearest = open.getFirst().passes().getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (Task task : open) {
            for (Pass pass : task.passes()) {
                double cost = problem.travelCost(at, pass.entry());
                if (cost < least) {
                    least = cost;
                    nearest = pass;
                }
            }
        }
        return nearest;
    }
}
