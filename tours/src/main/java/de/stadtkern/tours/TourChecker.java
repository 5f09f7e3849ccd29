package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Drives one tour again, stop by stop. */
final class TourChecker {

    private final Problem problem;
    private final Tour tour;
    private final Set<Long> leftOut;
    private final Vehicle vehicle;
    private final List<String> faults = new ArrayList<>();
    private final double[] load;
    private int at;
    private double now;
    private double distance;
    private int rests;

    TourChecker(Problem problem, Tour tour, Set<Long> leftOut) {
        this.problem = problem;
        this.tour = tour;
        this.leftOut = leftOut;
        vehicle = problem.vehicles().stream()
                .filter(one -> one.id() == tour.vehicle())
                .findFirst()
                .orElse(Vehicle.at(tour.vehicle(), 0));
        load = new double
                [problem.tasks().stream()
                        .mapToInt(task -> task.demand().size())
                        .max()
                        .orElse(0)];
        at = vehicle.start();
        now = tour.out().begin();
    }

    static double tolerance(double value) {
        return 1e-6 * Math.max(1, Math.abs(value));
    }

    List<String> faults() {
        told();
        for (Stop stop : tour.stops()) {
            switch (stop) {
                case Stop.Visit visit -> visit(visit);
                case Stop.Regain regain -> regain(regain);
                case Stop.Rest rest -> rest(rest);
            }
        }
        comeBack();
        return faults;
    }

    private void told() {
        List<Long> ids = tour.visits().map(visit -> visit.task().id()).toList();
        List<Long> told =
                vehicle.told().stream().filter(id -> !leftOut.contains(id)).toList();
        if (ids.size() < told.size() || !ids.subList(0, told.size()).equals(told)) {
            faults.add("vehicle " + vehicle.id() + " does not begin with the tasks its driver was told");
        }
    }

    private void visit(Stop.Visit visit) {
        Task task = visit.task();
        if (visit.pass() < 0 || visit.pass() >= task.passes().size()) {
            faults.add("task " + task.id() + " has no pass " + visit.pass());
            return;
        }
        Pass pass = task.passes().get(visit.pass());
        String name = "task " + task.id();
        drive(name, pass.entry(), visit);
        happens(name, task.window(), pass.seconds(), visit.timing());
        double deadline =
                Objects.requireNonNullElse(problem.rules().deadlines().get(task.priority()), Double.POSITIVE_INFINITY);
        if (visit.timing().end() > deadline + tolerance(deadline)) {
            faults.add(name + " is done at " + visit.timing().end() + ", but class " + task.priority() + " is due by "
                    + deadline);
        }
        if (!task.access().allows(vehicle)) {
            faults.add(name + " may not be served by vehicle " + vehicle.id());
        }
        distance += pass.distance();
        at = pass.exit();
        loadUp(visit);
    }

    private void loadUp(Stop.Visit visit) {
        for (int dim = 0; dim < visit.task().demand().size(); dim++) {
            load[dim] += visit.task().demand().get(dim);
            double capacity =
                    dim < vehicle.capacity().size() ? vehicle.capacity().get(dim) : Double.POSITIVE_INFINITY;
            if (load[dim] > capacity + tolerance(capacity)) {
                faults.add("at task " + visit.task().id() + " the load is " + load[dim] + ", but vehicle "
                        + vehicle.id() + " can take " + capacity);
            }
        }
        for (int dim = 0; dim < visit.load().size() && dim < load.length; dim++) {
            if (!near(visit.load().get(dim), load[dim])) {
                faults.add("the load after task " + visit.task().id() + " is given as "
                        + visit.load().get(dim) + ", but is " + load[dim]);
            }
        }
    }

    private void regain(Stop.Regain regain) {
        if (!problem.rules().facilities().contains(regain.facility())) {
            faults.add("the facility at " + regain.facility().node() + " is not one of the problem");
        }
        drive("the facility at " + regain.facility().node(), regain.facility().node(), regain);
        happens("the stop at the facility", Window.ALWAYS, regain.facility().seconds(), regain.timing());
        at = regain.facility().node();
        Arrays.fill(load, 0);
    }

    private void rest(Stop.Rest rest) {
        List<Break> breaks = vehicle.shift().breaks();
        if (rests >= breaks.size() || !breaks.get(rests).equals(rest.rest())) {
            faults.add("vehicle " + vehicle.id() + " takes a break that is not its next one");
        }
        rests++;
        if (!near(rest.timing().arrival(), now)) {
            faults.add("a break is given from " + rest.timing().arrival() + ", but it is " + now);
        }
        happens("the break", rest.rest().window(), rest.rest().seconds(), rest.timing());
    }

    private void drive(String what, int to, Stop stop) {
        double way = problem.travel().distance(at, to);
        if (!near(stop.deadhead(), way)) {
            faults.add("deadhead to " + what + " is given as " + stop.deadhead() + ", but driving from " + at + " to "
                    + to + " is " + way);
        }
        distance += way;
        double arrival = now + seconds(at, to);
        if (!near(stop.timing().arrival(), arrival)) {
            faults.add("arrival at " + what + " is given as " + stop.timing().arrival() + ", but is " + arrival);
        }
    }

    /** Driving time by the second, so to say: each rush takes its part of the way. */
    private double seconds(int from, int to) {
        double left = problem.travel().seconds(from, to);
        double clock = now;
        while (left > 0) {
            double factor = 1;
            double until = Double.POSITIVE_INFINITY;
            for (Rush rush : problem.rules().rushes()) {
                if (rush.hours().begin() <= clock && clock < rush.hours().end()) {
                    factor = rush.factor();
                    until = rush.hours().end();
                } else if (rush.hours().begin() > clock) {
                    until = Math.min(until, rush.hours().begin());
                }
            }
            double driven = Math.min(left * factor, until - clock);
            left = driven >= left * factor ? 0 : left - driven / factor;
            clock += driven;
        }
        return clock - now;
    }

    private void happens(String what, Window window, double seconds, Timing timing) {
        if (timing.begin() < timing.arrival() - tolerance(timing.arrival())) {
            faults.add(what + " begins at " + timing.begin() + ", before the arrival at " + timing.arrival());
        }
        if (timing.begin() < window.begin() - tolerance(window.begin())
                || timing.begin() > window.end() + tolerance(window.end())) {
            faults.add(what + " begins at " + timing.begin() + ", outside " + window.begin() + " to " + window.end());
        }
        if (!near(timing.end() - timing.begin(), seconds)) {
            faults.add(what + " takes " + (timing.end() - timing.begin()) + ", but should take " + seconds);
        }
        now = timing.end();
    }

    private void comeBack() {
        double way = vehicle.end().isPresent()
                ? problem.travel().distance(at, vehicle.end().getAsInt())
                : 0;
        if (!near(tour.wayHome(), way)) {
            faults.add("way home is given as " + tour.wayHome() + ", but is " + way);
        }
        distance += way;
        now += vehicle.end().isPresent() ? seconds(at, vehicle.end().getAsInt()) : 0;
        if (!near(tour.out().end(), now)) {
            faults.add("the end of a tour of vehicle " + vehicle.id() + " is given as "
                    + tour.out().end() + ", but is " + now);
        }
        inShift();
        Rates rates = vehicle.rates();
        double cost = rates.fixed()
                + rates.perDistance() * distance
                + rates.perSecond() * (now - tour.out().begin());
        if (!near(tour.cost().total(), cost)) {
            faults.add("the cost of a tour of vehicle " + vehicle.id() + " is given as "
                    + tour.cost().total() + ", but is " + cost);
        }
    }

    private void inShift() {
        Window hours = vehicle.shift().hours();
        if (tour.out().begin() < hours.begin() - tolerance(hours.begin())
                || now > hours.end() + tolerance(hours.end())) {
            faults.add("vehicle " + vehicle.id() + " is out from " + tour.out().begin() + " to " + now
                    + ", outside its shift");
        }
        double out = now - tour.out().begin();
        if (out > vehicle.shift().longest() + tolerance(out)) {
            faults.add("vehicle " + vehicle.id() + " is out for " + out + ", longer than its shift");
        }
        for (Break missed : vehicle.shift()
                .breaks()
                .subList(
                        Math.min(rests, vehicle.shift().breaks().size()),
                        vehicle.shift().breaks().size())) {
            if (now > missed.window().end() + tolerance(missed.window().end())) {
                faults.add("vehicle " + vehicle.id() + " misses the break due by "
                        + missed.window().end());
            }
        }
    }

    private static boolean near(double given, double actual) {
        return Math.abs(given - actual) <= tolerance(actual);
    }
}
