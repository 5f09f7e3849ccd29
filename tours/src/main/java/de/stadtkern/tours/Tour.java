package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer: stops in the order they are driven.
 *
 * @param stops every task once
 * @param wayHome cost of returning from the last stop to the start
 */
public record Tour(List<Stop> stops, double wayHome) {

    public Tour {
        stops = List.copyOf(stops);
    }

    static Tour along(Problem problem, List<Pass> passes) {
        List<Stop> stops = new ArrayList<>();
        int at = problem.start();
        for (Pass pass : passes) {
            stops.add(new Stop(pass.task(), pass.reversed(), problem.travelCost(at, pass.entry())));
            at = pass.exit();
        }
        return new Tour(stops, problem.travelCost(at, problem.start()));
    }

    /** Cost of driving without serving, the way home included. */
    public double deadhead() {
        return stops.stream().mapToDouble(Stop::deadhead).sum() + wayHome;
    }

    /** Cost of serving; the same for every tour of a problem. */
    public double service() {
        return stops.stream().mapToDouble(stop -> stop.task().service()).sum();
    }

    /** Deadhead and service. */
    public double cost() {
        return deadhead() + service();
    }
}
