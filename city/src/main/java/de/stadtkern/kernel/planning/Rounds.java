package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.Drive.Step;
import de.stadtkern.kernel.planning.Solution.LeftOut;
import de.stadtkern.kernel.planning.Solution.Reason;
import de.stadtkern.kernel.planning.Solver.Found;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is due first is served first: round by round, each from where the vehicles have got to and within what they have
 * left of time and load. Where a load is at an end, vehicles load again and go on. What nobody can serve before it is due
 * is served after it as soon as possible, in steps that become longer, before anything that is due later.
 */
final class Rounds {

    private static final double SHARE = 0.4;
    private static final double[] LATER = {0, 900, 1800, 3600, 7200, 14_400, Double.POSITIVE_INFINITY};

    private final Solver solver;
    private final Plan plan;
    private final Ground ground;
    private final Map<Long, Driver> drivers = new TreeMap<>();
    private final TreeMap<Double, List<Job>> byDue = new TreeMap<>();
    private final int all;
    private final Map<Long, Reason> delayed = new TreeMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    /** Tours to begin with, as far as they are in time. */
    private List<Tour> begun;

    Rounds(Solver solver, Plan plan, Ground ground, List<Vehicle> vehicles, Collection<Job> jobs, List<Tour> begun) {
        this.solver = solver;
        this.begun = begun;
        this.plan = plan;
        this.ground = ground;
        vehicles.forEach(vehicle -> drivers.put(vehicle.id(), new Driver(vehicle)));
        jobs.forEach(job ->
                byDue.computeIfAbsent(plan.due(job), fresh -> new ArrayList<>()).add(job));
        all = jobs.size();
    }

    /** The tours; stops in {@code locked} are marked so. */
    Found found(Set<Long> locked) {
        byDue.forEach(this::serve);
        List<Tour> tours = drivers.values().stream()
                .filter(driver -> !driver.order.isEmpty())
                .map(driver -> Drive.along(ground, driver.vehicle, driver.order, locked))
                .toList();
        return new Found(
                tours,
                leftOut,
                delayed.entrySet().stream()
                        .map(one -> new LeftOut(one.getKey(), one.getValue()))
                        .toList());
    }

    private void serve(double due, List<Job> jobs) {
        Map<Long, Job> open = new TreeMap<>();
        jobs.forEach(job -> open.put(job.id(), job));
        List<LeftOut> missed = List.of();
        Map<Long, Reason> reasons = new TreeMap<>();
        for (double later : Double.isInfinite(due) ? new double[] {0} : LATER) {
            missed = open.isEmpty() ? List.of() : round(open, due + later);
            missed.forEach(one -> reasons.putIfAbsent(one.job(), one.reason()));
            while (!missed.isEmpty() && reload()) {
                missed = round(open, due + later);
            }
            missed.forEach(one -> delayed.put(one.job(), reasons.getOrDefault(one.job(), one.reason())));
        }
        missed.forEach(one -> delayed.remove(one.job()));
        leftOut.addAll(missed);
    }

    /** Serves what can be served by then; answers what cannot. */
    private List<LeftOut> round(Map<Long, Job> open, double by) {
        double farthest = open.values().stream()
                .mapToDouble(job -> drivers.values().stream()
                        .mapToDouble(driver -> driver.secondsHome(job))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(0))
                .max()
                .orElse(0);
        List<Task> tasks = open.values().stream().map(solver::task).toList();
        Problem problem = new Problem(
                tasks,
                drivers.values().stream()
                        .map(driver -> driver.until(by, farthest))
                        .toList(),
                ground);
        List<List<Tour>> kept =
                begun.stream().map(tour -> List.of(inTime(tour, open, by))).toList();
        begun = List.of();
        var found = solver.search(problem, Solver.inForce(tasks, kept), SHARE * open.size() / all);
        for (de.stadtkern.tours.Tour tour : found.tours()) {
            List<Step> steps = solver.steps(tour);
            Objects.requireNonNull(drivers.get(tour.vehicle())).take(steps);
            steps.forEach(step -> open.remove(step.job().id()));
        }
        return Solver.leftOut(found);
    }

    /** What the tour serves with its first load by then, of these jobs. */
    private Tour inTime(Tour tour, Map<Long, Job> open, double by) {
        double latest = by - plan.begin(plan.getVehicle(tour.vehicle()));
        return tour.withStops(tour.stops().stream()
                .takeWhile(stop -> stop.station() == null && stop.end() <= latest)
                .filter(stop -> open.containsKey(stop.job()))
                .toList());
    }

    /** Sends those to a station who have used up more than half of their load; false when there are none. */
    private boolean reload() {
        List<Driver> empty = drivers.values().stream().filter(Driver::isEmpty).toList();
        empty.forEach(Driver::reload);
        return !empty.isEmpty();
    }

    /** A vehicle where it has got to. */
    private final class Driver {

        private final Vehicle vehicle;
        private final int depot;
        private final List<Step> order = new ArrayList<>();
        private int at;
        private double now;
        private double load;
        /** At which it has been since its last job. */
        private @Nullable Integer station;

        Driver(Vehicle vehicle) {
            this.vehicle = vehicle;
            depot = ground.node(End.of(vehicle.depot()));
            at = depot;
            now = plan.begin(vehicle);
        }

        /** Done by then wherever that is; where its shift ends about then, back at its depot. */
        de.stadtkern.tours.Vehicle until(double by, double farthest) {
            double end = plan.begin(vehicle) + vehicle.longest();
            var here = de.stadtkern.tours.Vehicle.at(vehicle.id(), at);
            var limited = vehicle.capacity() == null ? here : here.withCapacity(Math.max(0, vehicle.capacity() - load));
            return by <= end - farthest && Double.isFinite(by)
                    ? Solver.within(limited.open(), by - now)
                    : Solver.within(limited.endingAt(depot), Math.min(by, end) - now);
        }

        double secondsHome(Job job) {
            return ground.seconds(ground.node(job.exit(false)), depot);
        }

        void take(List<Step> steps) {
            for (Step step : steps) {
                Job job = step.job();
                Step taken = new Step(job, step.reversed(), station);
                now += ground.seconds(at, ground.node(job.entry(step.reversed()))) + job.seconds();
                load += job.demand();
                at = ground.node(job.exit(step.reversed()));
                order.add(taken);
                station = null;
            }
        }

        boolean isEmpty() {
            return ground.hasStations() && vehicle.capacity() != null && load > vehicle.capacity() / 2;
        }

        void reload() {
            int best = ground.bestStation(at, depot);
            int place = ground.node(plan.stations().get(best));
            now += ground.seconds(at, place) + plan.stations().get(best).seconds();
            at = place;
            load = 0;
            station = best;
        }
    }
}
