package de.stadtkern.kernel.planning;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one vehicle does, as it was computed when the plan was made.
 *
 * @param vehicle its number in the plan
 * @param locked whether a search leaves it as it is
 * @param metres from the depot back to it
 * @param emptyMetres those driven without serving
 * @param seconds from the depot back to it
 */
record Tour(long vehicle, boolean locked, List<Stop> stops, double metres, double emptyMetres, double seconds) {

    Tour {
        stops = List.copyOf(stops);
    }

    /**
     * Serves one job.
     *
     * @param job its number in the plan
     * @param reversed whether it is served against its course
     * @param locked whether a search leaves it in this tour
     * @param way metres driven to get there
     * @param begin seconds after the begin of the shift
     * @param end seconds after the begin of the shift
     * @param load of the vehicle afterwards
     * @param station of the plan, from 0, that is visited on the way to it; null when none is
     */
    record Stop(
            long job,
            boolean reversed,
            boolean locked,
            double way,
            double begin,
            double end,
            double load,
            @Nullable Integer station) {

        Stop numbered(long number) {
            return new Stop(number, reversed, locked, way, begin, end, load, station);
        }

        Stop locked(boolean yes) {
            return new Stop(job, reversed, yes, way, begin, end, load, station);
        }
    }

    Tour locked(boolean yes) {
        return new Tour(vehicle, yes, stops, metres, emptyMetres, seconds);
    }

    Tour withStops(List<Stop> others) {
        return new Tour(vehicle, locked, others, metres, emptyMetres, seconds);
    }

    Tour numbered(Map<Long, Long> numbers) {
        return withStops(stops.stream()
                .map(one -> one.numbered(Objects.requireNonNull(numbers.get(one.job()))))
                .toList());
    }

    /** The most that the vehicle has taken up at once. */
    double load() {
        return stops.stream().mapToDouble(Stop::load).max().orElse(0);
    }

    /** How often it fills or empties on the way. */
    long regains() {
        return stops.stream().filter(stop -> stop.station() != null).count();
    }

    boolean isOverloaded(Vehicle by) {
        return by.capacity() != null && load() > by.capacity() + 1e-6;
    }

    boolean isTooLong(Vehicle by) {
        return seconds > by.longest() + 1;
    }
}
