package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.routing.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drives one vehicle along jobs in a given order; each street in the direction with which all of it costs least. Where
 * its capacity does not suffice for the next job, it goes there by way of the station that costs least.
 */
final class Drive {

    private final Ground ground;
    private final Goal goal;
    private final List<Job> jobs;
    private final int depot;
    /** By job: whether capacity is regained before it. */
    private final boolean[] regains;
    /** By job and pass: the least cost of everything up to and with it, and with which pass of the job before. */
    private final double[][] costs;

    private final int[][] before;

    private Drive(Ground ground, Goal goal, Vehicle vehicle, List<Job> jobs) {
        this.ground = ground;
        this.goal = goal;
        this.jobs = jobs;
        depot = ground.node(End.of(vehicle.depot()));
        regains = regains(vehicle);
        costs = new double[jobs.size()][2];
        before = new int[jobs.size()][2];
        weigh();
    }

    /**
     * A job in its tour.
     *
     * @param station that is visited on the way to it; null when none is
     */
    record Step(Job job, boolean reversed, @Nullable Integer station) {}

    /** The tour of the vehicle; stops in {@code locked} are marked so. */
    static Tour along(Ground ground, Goal goal, Vehicle vehicle, List<Job> jobs, Set<Long> locked) {
        return along(ground, vehicle, new Drive(ground, goal, vehicle, jobs).steps(), locked);
    }

    /** The tour of the vehicle along these steps and no others. */
    static Tour along(Ground ground, Vehicle vehicle, List<Step> steps, Set<Long> locked) {
        int depot = ground.node(End.of(vehicle.depot()));
        List<Tour.Stop> stops = new ArrayList<>();
        double seconds = 0;
        double served = 0;
        double empty = 0;
        double load = 0;
        int at = depot;
        for (Step step : steps) {
            Job job = step.job();
            Ground.Way way = ground.way(at, ground.node(job.entry(step.reversed())), step.station());
            double begin = seconds + way.seconds();
            seconds = begin + job.seconds();
            served += job.metres();
            empty += way.metres();
            load = (step.station() == null ? load : 0) + job.demand();
            stops.add(new Tour.Stop(
                    job.id(),
                    step.reversed(),
                    locked.contains(job.id()),
                    way.metres(),
                    begin,
                    seconds,
                    load,
                    step.station()));
            at = ground.node(job.exit(step.reversed()));
        }
        Ground.Way home = ground.way(at, depot, null);
        empty += home.metres();
        return new Tour(vehicle.id(), false, stops, served + empty, empty, seconds + home.seconds());
    }

    /** What this order costs at least. */
    static double cost(Ground ground, Goal goal, Vehicle vehicle, List<Job> jobs) {
        Drive drive = new Drive(ground, goal, vehicle, jobs);
        return jobs.isEmpty() ? 0 : drive.home(drive.bestLast());
    }

    private boolean[] regains(Vehicle vehicle) {
        boolean[] regains = new boolean[jobs.size()];
        double load = 0;
        for (int i = 0; i < regains.length; i++) {
            double demand = jobs.get(i).demand();
            regains[i] = ground.hasStations()
                    && load > 0
                    && vehicle.capacity() != null
                    && load + demand > vehicle.capacity();
            load = (regains[i] ? 0 : load) + demand;
        }
        return regains;
    }

    private void weigh() {
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            Arrays.fill(costs[i], Double.POSITIVE_INFINITY);
            for (int pass = 0; pass < job.passes(); pass++) {
                int entry = ground.node(job.entry(pass == 1));
                double served = goal.cost(job.metres(), job.seconds());
                int choices = i == 0 ? 1 : jobs.get(i - 1).passes();
                for (int last = 0; last < choices; last++) {
                    double until = i == 0 ? 0 : costs[i - 1][last];
                    int at = leaving(i - 1, last);
                    Ground.Way way = ground.way(at, entry, station(i, at, entry));
                    double cost = until + goal.cost(way.metres(), way.seconds()) + served;
                    if (cost < costs[i][pass] || last == 0) {
                        costs[i][pass] = cost;
                        before[i][pass] = last;
                    }
                }
            }
        }
    }

    private @Nullable Integer station(int index, int from, int to) {
        return regains[index] ? (Integer) ground.bestStation(from, to) : null;
    }

    private int leaving(int index, int pass) {
        return index < 0 ? depot : ground.node(jobs.get(index).exit(pass == 1));
    }

    private int bestLast() {
        int last = jobs.size() - 1;
        return jobs.get(last).passes() == 2 && home(1) < home(0) ? 1 : 0;
    }

    private double home(int pass) {
        int last = jobs.size() - 1;
        return costs[last][pass] + ground.distance(leaving(last, pass), depot);
    }

    private List<Step> steps() {
        if (jobs.isEmpty()) {
            return List.of();
        }
        int[] chosen = new int[jobs.size()];
        chosen[jobs.size() - 1] = bestLast();
        for (int i = jobs.size() - 1; i > 0; i--) {
            chosen[i - 1] = before[i][chosen[i]];
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            boolean reversed = chosen[i] == 1;
            int from = i == 0 ? depot : leaving(i - 1, chosen[i - 1]);
            int entry = ground.node(jobs.get(i).entry(reversed));
            steps.add(new Step(jobs.get(i), reversed, station(i, from, entry)));
        }
        return steps;
    }
}
