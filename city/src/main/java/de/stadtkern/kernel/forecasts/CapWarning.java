package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/**
 * A warning as it came.
 *
 * @param description what is to be expected
 * @param instruction what to do
 * @param replaces ids of the warnings of which this is a change
 * @param areas where it holds
 */
record CapWarning(
        WeatherWarning warning, String description, String instruction, List<String> replaces, List<Area> areas) {

    private static final double NEAR_DEGREES = 0.5;

    /** Where it holds: within one of the rings, but within none of those left out. */
    record Area(List<List<Position>> rings, List<List<Position>> leftOut) {}

    /** Whether one of the places lies in an area or within about 50 km of it. */
    boolean isNear(List<Position> places) {
        return areas.stream()
                .flatMap(area -> area.rings().stream())
                .anyMatch(ring -> places.stream().anyMatch(place -> isNear(ring, place)));
    }

    private static boolean isNear(List<Position> ring, Position place) {
        var lon = ring.stream().mapToDouble(Position::lon).summaryStatistics();
        var lat = ring.stream().mapToDouble(Position::lat).summaryStatistics();
        return place.lon() > lon.getMin() - NEAR_DEGREES
                && place.lon() < lon.getMax() + NEAR_DEGREES
                && place.lat() > lat.getMin() - NEAR_DEGREES
                && place.lat() < lat.getMax() + NEAR_DEGREES;
    }
}
