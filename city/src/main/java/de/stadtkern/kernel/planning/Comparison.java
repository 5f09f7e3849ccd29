package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Two plans side by side. Streets and places are the same when they lie the same, vehicles when they are called the same.
 *
 * @param moved what both have, served by different vehicles, or by one of them only
 * @param onlyOne jobs that one of them has and the other has not
 */
record Comparison(Figures one, Figures other, List<Moved> moved, int onlyOne) {

    /** What a plan takes. */
    record Figures(
            long plan,
            String name,
            int tours,
            int served,
            int leftOut,
            double kilometres,
            double emptyKilometres,
            double hours,
            double longestHours,
            double cost) {

        static Figures of(Plan plan) {
            Solution solution = plan.solution();
            return new Figures(
                    plan.id(),
                    plan.name(),
                    solution.tours().size(),
                    solution.served(),
                    solution.leftOut().size(),
                    solution.metres() / 1000,
                    solution.emptyMetres() / 1000,
                    solution.seconds() / 3600,
                    solution.longest() / 3600,
                    plan.cost());
        }
    }

    /** A job and who serves it in each plan; empty for nobody. */
    record Moved(String job, String one, String other) {}

    private record Served(Job job, String by) {}

    static Comparison of(Plan one, Plan other) {
        Map<List<Position>, Served> here = served(one);
        Map<List<Position>, Served> there = served(other);
        List<Moved> moved = new ArrayList<>();
        int alone = 0;
        for (var entry : here.entrySet()) {
            Served match = there.remove(entry.getKey());
            if (match == null) {
                alone++;
            } else if (!match.by().equals(entry.getValue().by())) {
                moved.add(new Moved(
                        entry.getValue().job().name(), entry.getValue().by(), match.by()));
            }
        }
        return new Comparison(Figures.of(one), Figures.of(other), moved, alone + there.size());
    }

    private static Map<List<Position>, Served> served(Plan plan) {
        Map<Long, String> by = new LinkedHashMap<>();
        plan.solution()
                .tours()
                .forEach(tour -> tour.stops()
                        .forEach(stop -> by.put(
                                stop.job(), plan.getVehicle(tour.vehicle()).name())));
        Map<List<Position>, Served> served = new LinkedHashMap<>();
        plan.jobs()
                .forEach(job ->
                        served.put(job.course(), new Served(job, Objects.requireNonNullElse(by.get(job.id()), ""))));
        return served;
    }
}
