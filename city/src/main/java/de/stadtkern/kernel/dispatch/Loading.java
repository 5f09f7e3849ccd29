package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderWork.Load;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Station;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        double capacity = capacity(load);
        List<TourStop> all = new ArrayList<>();
        double now = taken;
        for (TourStop stop : stops) {
            double demand = demand(load, stop);
            boolean full = now > 0 && now + demand > capacity;
            Position from = all.isEmpty() ? start(stop) : all.getLast().course().getLast();
            all.add(stop.after(full ? nearest(load, from, start(stop)) : null));
            now = full ? demand : now + demand;
        }
        return all;
    }

    /** What a vehicle has on board by what its tour has done since it was filled or emptied last. */
    double taken(Tour tour) {
        if (load == null) {
            return 0;
        }
        double now = 0;
        for (TourStop stop : tour.inOrderOfDoing()) {
            now = (stop.before() == null ? now : 0) + demand(load, stop);
        }
        return now;
    }

    private double capacity(Load of) {
        Double capacity = vehicle == null || !of.unit().equals(vehicle.unit()) ? null : vehicle.capacity();
        return capacity == null ? Double.POSITIVE_INFINITY : capacity;
    }

    private static double demand(Load load, TourStop stop) {
        return (stop.visit() == null ? 0 : stop.visit().demand()) + load.perKilometre() * stop.lengthMetres() / 1000;
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
