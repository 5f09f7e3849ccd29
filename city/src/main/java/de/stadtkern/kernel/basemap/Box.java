package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.Collectors;
import org.postgresql.geometric.PGbox;

/** A rectangle of longitudes and latitudes in degrees, not empty. */
record Box(double west, double south, double east, double north) {

    private static final double MICRO = 1e6;

    Box {
        if (!(west >= -180 && west < east && east <= 180 && south >= -90 && south < north && north <= 90)) {
            throw new IllegalArgumentException(
                    "not west < east and south < north: %s, %s, %s, %s".formatted(west, south, east, north));
        }
    }

    /** Of {@code west,south,east,north}. */
    static Box parse(String text) {
        try {
            String[] numbers = text.split(",", -1);
            if (numbers.length == 4) {
                return new Box(
                        Double.parseDouble(numbers[0]),
                        Double.parseDouble(numbers[1]),
                        Double.parseDouble(numbers[2]),
                        Double.parseDouble(numbers[3]));
            }
        } catch (IllegalArgumentException e) {
            // Refused below: a number that is none, or numbers that are no rectangle.
        }
        throw Refusal.badInput("basemap.refusal.bbox", text);
    }

    /** The smallest around these places, with a margin that keeps it from being empty. */
    static Box around(Collection<Position> places) {
        DoubleSummaryStatistics lons = places.stream().collect(Collectors.summarizingDouble(Position::lon));
        DoubleSummaryStatistics lats = places.stream().collect(Collectors.summarizingDouble(Position::lat));
        return new Box(
                lons.getMin() - 1 / MICRO,
                lats.getMin() - 1 / MICRO,
                lons.getMax() + 1 / MICRO,
                lats.getMax() + 1 / MICRO);
    }

    static Box of(PGbox microdegrees) {
        var a = microdegrees.point[0];
        var b = microdegrees.point[1];
        return new Box(
                Math.min(a.x, b.x) / MICRO,
                Math.min(a.y, b.y) / MICRO,
                Math.max(a.x, b.x) / MICRO,
                Math.max(a.y, b.y) / MICRO);
    }

    PGbox microdegrees() {
        return new PGbox(
                Math.floor(west * MICRO), Math.floor(south * MICRO), Math.ceil(east * MICRO), Math.ceil(north * MICRO));
    }

    double middleLon() {
        return (west + east) / 2;
    }

    double middleLat() {
        return (south + north) / 2;
    }

    /** As {@link #parse} reads it. */
    String text() {
        return String.format(Locale.ROOT, "%.6f,%.6f,%.6f,%.6f", west, south, east, north);
    }
}
