package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.geo.Position;

/** A plane that keeps angles, so that near things can be measured on it with the scale of the place. */
final class Mercator {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;
    private static final double NORTHERNMOST = 85;

    private Mercator() {}

    static double x(Position place) {
        return EARTH_RADIUS_METRES * Math.toRadians(place.lon());
    }

    static double y(Position place) {
        double lat = Math.toRadians(Math.clamp(place.lat(), -NORTHERNMOST, NORTHERNMOST));
        return EARTH_RADIUS_METRES * Math.log(Math.tan(Math.PI / 4 + lat / 2));
    }

    /** How many metres a unit of the plane is here. */
    static double scale(Position place) {
        return Math.cos(Math.toRadians(Math.clamp(place.lat(), -NORTHERNMOST, NORTHERNMOST)));
    }
}
