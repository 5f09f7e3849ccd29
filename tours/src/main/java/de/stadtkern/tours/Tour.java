package de.stadtkern.tours;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one vehicle does.
 *
 * @param vehicle id of the vehicle
 * @param number which of the vehicles alike, from 1
 * @param stops in the order they are driven
 * @param out from leaving to being back
 * @param wayHome distance driven after the last stop
 * @param cost what it costs
 */
public record Tour(long vehicle, int number, List<Stop> stops, Window out, double wayHome, Cost cost) {

    public Tour {
        stops = List.copyOf(stops);
    }

    /** The tasks served, in order. */
    public Stream<Stop.Visit> visits() {
        return stops.stream().filter(Stop.Visit.class::isInstance).map(Stop.Visit.class::cast);
    }

    /** Distance driven without serving, the way home included. */
    public double deadhead() {
        return stops.stream().mapToDouble(Stop::deadhead).sum() + wayHome;
    }
}
