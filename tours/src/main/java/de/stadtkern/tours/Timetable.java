package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Turns the tasks of a route into a tour with stops and times. */
final class Timetable {

    private final Instance in;
    private final Simulation simulation;
    private final Labels labels;
    private final int route;
    private final List<Stop> stops = new ArrayList<>();
    private final double[] load;
    private final double begin;
    private double now;
    private double distance;
    private double wayHome;

    Timetable(Instance in, Simulation simulation, int route, int[] tasks) {
        this.in = in;
        this.simulation = simulation;
        this.route = route;
        labels = simulation.drive(route, tasks);
        load = new double[in.dims];
        double early = labels.early[simulation.last()];
        begin = Double.isFinite(early) ? early : Math.min(0, labels.late[simulation.last()]);
        now = begin;
    }

    /** The tour, as the given one of the vehicles alike. */
    Tour tour(int number) {
        Vehicle vehicle = in.fleet.get(route);
        List<Integer> path = new ArrayList<>();
        for (int label = simulation.last(); label >= 0; label = labels.parent[label]) {
            path.add(label);
        }
        Collections.reverse(path);
        for (int index = 1; index < path.size(); index++) {
            step(path.get(index - 1), path.get(index), vehicle);
        }
        Rates rates = vehicle.rates();
        Cost cost = new Cost(rates.fixed(), rates.perDistance() * distance, rates.perSecond() * (now - begin), 0);
        return new Tour(vehicle.id(), number, stops, new Window(begin, now), wayHome, cost);
    }

    private void step(int from, int to, Vehicle vehicle) {
        if (labels.breaks[to] > labels.breaks[from]) {
            Break rest = vehicle.shift().breaks().get(labels.breaks[to] - 1);
            Timing timing = timing(rest.window().begin(), rest.seconds());
            stops.add(new Stop.Rest(rest, timing));
        }
        int at = labels.slot[from];
        int slot = labels.slot[to];
        int place = in.exit[at];
        if (labels.facility[to] >= 0) {
            Facility facility = in.problem.rules().facilities().get(labels.facility[to]);
            int next = in.facilities[labels.facility[to]];
            double way = drive(place, next);
            stops.add(new Stop.Regain(facility, way, timing(Double.NEGATIVE_INFINITY, facility.seconds())));
            java.util.Arrays.fill(load, 0);
            place = next;
        }
        double way = drive(place, in.entry[slot]);
        int task = labels.task[to];
        if (task < 0) {
            wayHome = way;
            return;
        }
        distance += in.serveDistance[slot];
        List<Double> loads = new ArrayList<>();
        for (int dim = 0; dim < in.dims; dim++) {
            load[dim] += in.demand[task * in.dims + dim];
            loads.add(load[dim]);
        }
        Timing timing = timing(in.early[slot], in.serveSeconds[slot]);
        stops.add(new Stop.Visit(in.all.get(task), slot - task * in.modes, way, timing, loads));
    }

    private double drive(int from, int to) {
        if (from < 0 || to < 0) {
            return 0;
        }
        int index = from * in.places + to;
        now += simulation.rushes().seconds(now, in.seconds[index]);
        distance += in.distance[index];
        return in.distance[index];
    }

    private Timing timing(double earliest, double seconds) {
        double arrival = now;
        double starts = Math.max(arrival, earliest);
        now = starts + seconds;
        return new Timing(arrival, starts, now);
    }
}
