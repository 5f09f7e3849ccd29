package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.List;

/** Improves a tour by moving one task at a time to its cheapest place and direction. */
final class Relocation {

    private static final int SWEEPS = 50;
    private static final double NOTICEABLE = 1e-9;

    private final Problem problem;
    private final List<Pass> passes;

    Relocation(Problem problem, List<Pass> passes) {
        this.problem = problem;
        this.passes = new ArrayList<>(passes);
    }

    List<Pass> improved() {
        int sweeps = 0;
        boolean moved = true;
        while (moved && sweeps++ < SWEEPS) {
            moved = false;
            for (int place = 0; place < passes.size(); place++) {
                moved |= relocate(place);
            }
        }
        return passes;
    }

    private boolean relocate(int place) {
        Pass pass = passes.remove(place);
        double least = detour(place, pass) - NOTICEABLE;
        int best = place;
        Pass chosen = pass;
        for (int candidate = 0; candidate <= passes.size(); candidate++) {
            for (Pass direction : pass.task().passes()) {
                double detour = detour(candidate, direction);
                if (detour < least) {
                    least = detour;
                    best = candidate;
                    chosen = direction;
                }
            }
        }
        passes.add(best, chosen);
        return best != place || !chosen.equals(pass);
    }

    private double detour(int place, Pass pass) {
        int before = place == 0 ? problem.start() : passes.get(place - 1).exit();
        int after = place == passes.size() ? problem.start() : passes.get(place).entry();
        return problem.travelCost(before, pass.entry())
                + problem.travelCost(pass.exit(), after)
                - problem.travelCost(before, after);
    }
}
