package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.Drive.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** From a depot back to it, with one load. */
record Trip(Vehicle vehicle, List<Step> steps) {

    /**
     * The trips as tours: the most urgent first, each by the vehicle that is free first among those that are alike. Which
     * vehicle that is may not change while stops are bound to one.
     */
    static List<Tour> chained(Plan plan, Ground ground, List<Vehicle> vehicles, List<Trip> trips, Set<Long> bound) {
        Map<Long, List<Step>> orders = new HashMap<>();
        Map<Long, Tour> tours = new HashMap<>();
        List<Trip> urgentFirst = trips.stream()
                .sorted(Comparator.comparingDouble((Trip trip) -> trip.due(plan))
                        .thenComparing(Comparator.comparingDouble(
                                        (Trip trip) -> Drive.along(ground, trip.vehicle(), trip.steps(), Set.of())
                                                .seconds())
                                .reversed()))
                .toList();
        for (Trip trip : urgentFirst) {
            Vehicle by = bound.isEmpty() ? trip.firstFree(vehicles, tours) : trip.vehicle();
            List<Step> order = orders.computeIfAbsent(by.id(), fresh -> new ArrayList<>());
            order.addAll(order.isEmpty() ? trip.steps() : trip.reloaded(ground, order.getLast()));
            tours.put(by.id(), Drive.along(ground, by, order, bound));
        }
        return List.copyOf(tours.values());
    }

    private double due(Plan plan) {
        return steps.stream().mapToDouble(step -> plan.due(step.job())).min().orElse(Double.POSITIVE_INFINITY);
    }

    private Vehicle firstFree(List<Vehicle> vehicles, Map<Long, Tour> tours) {
        return vehicles.stream()
                .filter(one -> one.depot().equals(vehicle.depot())
                        && Objects.equals(one.capacity(), vehicle.capacity())
                        && one.begin().equals(vehicle.begin())
                        && Objects.equals(one.end(), vehicle.end()))
                .min(Comparator.comparingDouble(one -> {
                    Tour tour = tours.get(one.id());
                    return tour == null ? 0 : tour.seconds();
                }))
                .orElseThrow();
    }

    /** Its steps, the first of them by way of the station that costs least. */
    private List<Step> reloaded(Ground ground, Step before) {
        Step first = steps.getFirst();
        int from = ground.node(before.job().exit(before.reversed()));
        int station = ground.bestStation(from, ground.node(first.job().entry(first.reversed())));
        List<Step> all = new ArrayList<>(steps);
        all.set(0, new Step(first.job(), first.reversed(), station));
        return all;
    }
}
