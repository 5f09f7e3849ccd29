package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.Drive.Step;
import de.stadtkern.kernel.planning.Solution.LeftOut;
import de.stadtkern.kernel.planning.Solution.Reason;
import de.stadtkern.kernel.planning.Solver.Found;
import de.stadtkern.kernel.planning.TourPlans.Nearest;
import de.stadtkern.kernel.routing.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is measured against: each vehicle always drives to the nearest street that it can still serve in time, with
 * the same vehicles, loads, stations and shifts. What is left by then is served late, in the same way.
 */
final class NearestNeighbour {

    private final Plan plan;
    private final Ground ground;
    /** Whether a vehicle drives until nothing fits any more before the next one leaves; otherwise all drive at once. */
    private final boolean inTurn;
    /** Whether what is due first is done first. */
    private final boolean urgentFirst;

    private final Set<Job> open;
    private final Map<Vehicle, List<Step>> orders = new HashMap<>();
    private final Map<Vehicle, Tour> tours = new HashMap<>();

    private NearestNeighbour(Plan plan, Ground ground, boolean inTurn, boolean urgentFirst) {
        this.plan = plan;
        this.ground = ground;
        this.inTurn = inTurn;
        this.urgentFirst = urgentFirst;
        open = new LinkedHashSet<>(plan.jobs());
    }

    /** The best of the four ways of doing it: that which leaves out least, is late least, and then drives least empty. */
    static NearestNeighbour best(Plan plan, Ground ground) {
        return Stream.of(true, false)
                .flatMap(inTurn ->
                        Stream.of(true, false).map(urgent -> new NearestNeighbour(plan, ground, inTurn, urgent)))
                .map(NearestNeighbour::driven)
                .min(Comparator.comparing(
                        NearestNeighbour::figures,
                        Comparator.comparingInt(Nearest::leftOut)
                                .thenComparingInt(Nearest::late)
                                .thenComparingDouble(Nearest::emptyMetres)))
                .orElseThrow();
    }

    Found found() {
        return new Found(
                List.copyOf(tours.values()),
                open.stream().map(job -> new LeftOut(job.id(), Reason.NO_ROOM)).toList(),
                List.of());
    }

    Nearest figures() {
        int late = (int) tours.entrySet().stream()
                .flatMap(one -> one.getValue().stops().stream().filter(stop -> isLate(one.getKey(), stop)))
                .count();
        return new Nearest(
                tours.values().stream().mapToDouble(Tour::metres).sum(),
                tours.values().stream().mapToDouble(Tour::emptyMetres).sum(),
                late,
                open.size());
    }

    private boolean isLate(Vehicle vehicle, Tour.Stop stop) {
        List<Step> order = Objects.requireNonNull(orders.get(vehicle));
        return order.stream()
                .map(Step::job)
                .filter(job -> job.id() == stop.job())
                .anyMatch(job -> plan.late(vehicle, job, stop) > 0);
    }

    private NearestNeighbour driven() {
        drive(true);
        drive(false);
        orders.forEach((vehicle, order) -> tours.put(vehicle, Drive.along(ground, vehicle, order, Set.of())));
        return this;
    }

    private void drive(boolean inTime) {
        List<Driver> waiting =
                new ArrayList<>(plan.vehicles().stream().map(Driver::new).toList());
        while (!open.isEmpty() && !waiting.isEmpty()) {
            Driver next = inTurn
                    ? waiting.getFirst()
                    : waiting.stream()
                            .min(Comparator.comparingDouble(one -> one.now))
                            .orElseThrow();
            if (!next.goOn(inTime)) {
                waiting.remove(next);
            }
        }
    }

    /** A vehicle at the end of what it has served so far. */
    private final class Driver {

        private final Vehicle vehicle;
        private final int depot;
        private int at;
        private double now;
        private double load;

        Driver(Vehicle vehicle) {
            this.vehicle = vehicle;
            depot = ground.node(End.of(vehicle.depot()));
            at = depot;
            now = plan.begin(vehicle);
            orders.getOrDefault(vehicle, List.of()).forEach(this::take);
        }

        /** Serves the nearest; false when it can serve none. */
        boolean goOn(boolean inTime) {
            Step nearest = null;
            double least = Double.POSITIVE_INFINITY;
            double first = Double.POSITIVE_INFINITY;
            for (Job job : open) {
                Integer station = station(job);
                for (int pass = 0; pass < job.passes() && fits(job, station); pass++) {
                    Ground.Way way = ground.way(at, ground.node(job.entry(pass == 1)), station);
                    double due = urgentFirst ? plan.due(job) : 0;
                    boolean nearer = due < first || due == first && way.seconds() < least;
                    if (nearer && can(job, pass, now + way.seconds() + job.seconds(), inTime)) {
                        nearest = new Step(job, pass == 1, station);
                        least = way.seconds();
                        first = due;
                    }
                }
            }
            if (nearest == null) {
                return false;
            }
            open.remove(nearest.job());
            orders.computeIfAbsent(vehicle, fresh -> new ArrayList<>()).add(nearest);
            take(nearest);
            return true;
        }

        private @Nullable Integer station(Job job) {
            return vehicle.capacity() != null
                            && load > 0
                            && load + job.demand() > vehicle.capacity()
                            && ground.hasStations()
                    ? (Integer) ground.bestStation(at, ground.node(job.entry(false)))
                    : null;
        }

        private boolean fits(Job job, @Nullable Integer station) {
            return vehicle.capacity() == null || (station == null ? load : 0) + job.demand() <= vehicle.capacity();
        }

        private boolean can(Job job, int pass, double end, boolean inTime) {
            double home = end + ground.seconds(ground.node(job.exit(pass == 1)), depot);
            return home <= plan.begin(vehicle) + vehicle.longest()
                    && Double.isFinite(home)
                    && (!inTime || end <= plan.due(job));
        }

        private void take(Step step) {
            Job job = step.job();
            now += ground.way(at, ground.node(job.entry(step.reversed())), step.station())
                            .seconds()
                    + job.seconds();
            load = (step.station() == null ? load : 0) + job.demand();
            at = ground.node(job.exit(step.reversed()));
        }
    }
}
