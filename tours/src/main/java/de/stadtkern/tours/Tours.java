package de.stadtkern.tours;

import java.util.List;

/** Finds tours. */
public final class Tours {

    private Tours() {}

    /**
     * A tour that leaves the start, serves every task once and returns; good, not proved shortest. The same tasks in
     * any order give the same tour.
     *
     * @throws IllegalArgumentException when the travel costs break their rule
     */
    public static Tour solve(Problem problem) {
        List<Pass> passes = new NearestNeighbour(problem).passes();
        return Tour.along(problem, new Relocation(problem, passes).improved());
    }
}
