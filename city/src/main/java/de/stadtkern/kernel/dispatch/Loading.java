package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderWork.Load;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Station;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where a vehicle is filled or emptied on a tour whose order is given: on the way to the first stop that it could not take
 * up any more, at the station that is the least way round as the crow flies.
 *
 * @param load of the order; null when nothing is taken up
 * @param vehicle null when any drives the tour; it then takes up any amount
 */
record Loading(@Nullable Load load, @Nullable Vehicle vehicle) {

    /**
     * The stops with their stations.
     *
     * @param taken what the vehicle has taken up before, in the unit of the load
     */
    List<TourStop> over(List<TourStop> stops, double taken) {
        if (load == null || load.stations().isEmpty()) {
            return stops;
        }
        Double capacity = capacity();
        double most = capacity == null ? Double.POSITIVE_INFINITY : capacity;
        List<TourStop> all = new ArrayList<>();
        double now = taken;
        for (TourStop stop : stops) {
            double demand = demand(stop);
            boolean full = now > 0 && now + demand > most;
            Position from = all.isEmpty() ? start(stop) : all.getLast().course().getLast();
            all.add(stop.after(full ? nearest(load, from, start(stop)) : null));
            now = full ? demand : now + demand;
        }
        return all;
    }

    /**
     * What a vehicle has on board by what its tour has done since it was filled or emptied last: what the crew found where
     * it said so, else what was expected.
     */
    double taken(Tour tour) {
        return taken(tour.inOrderOfDoing(), 0, stop -> found(tour, stop));
    }

    /** What it has on board after these stops, as expected. */
    double after(List<TourStop> stops, double before) {
        return taken(stops, before, this::demand);
    }

    private static double taken(List<TourStop> stops, double before, ToDoubleFunction<TourStop> demand) {
        double now = before;
        for (TourStop stop : stops) {
            now = (stop.before() == null ? now : 0) + demand.applyAsDouble(stop);
        }
        return now;
    }

    /** In the unit of the load; null when it takes up any amount. */
    @Nullable
    Double capacity() {
        return load == null || vehicle == null || !load.unit().equals(vehicle.unit()) ? null : vehicle.capacity();
    }

    /** What is expected of the stop, in the unit of the load. */
    double demand(TourStop stop) {
        return load == null
                ? 0
                : (stop.visit() == null ? 0 : stop.visit().demand()) + load.perKilometre() * stop.lengthMetres() / 1000;
    }

    private double found(Tour tour, TourStop stop) {
        Double full = stop.visit() == null ? null : stop.visit().full();
        return full == null
                ? demand(stop)
                : tour.doneBy(stop.number())
                        .map(TourEvent::found)
                        .map(found -> found.level() * full)
                        .orElse(demand(stop));
    }

    private static Position start(TourStop stop) {
        return stop.course().getFirst();
    }

    private static @Nullable Station nearest(Load load, Position from, Position to) {
        return load.stations().stream()
                .min(Comparator.comparingDouble(
                        one -> from.metresTo(one.place()) + one.place().metresTo(to)))
                .orElse(null);
    }
}
