package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A part of the map, with its edges. */
record Part(Position southWest, Position northEast) {

    static final Part EVERYWHERE = new Part(new Position(-180, -90), new Position(180, 90));

    private static final String FOUR_NUMBERS = "(-?\\d{1,3}(\\.\\d{1,6})?,){3}-?\\d{1,3}(\\.\\d{1,6})?";
    private static final double AROUND = 0.001;

    /** As it stands in addresses: west, south, east, north in degrees; without text it is everywhere. */
    static Part of(String text) {
        if (text.isEmpty()) {
            return EVERYWHERE;
        }
        if (text.matches(FOUR_NUMBERS)) {
            List<Double> edges =
                    Arrays.stream(text.split(",")).map(Double::valueOf).toList();
            if (isPosition(edges.get(0), edges.get(1)) && isPosition(edges.get(2), edges.get(3))) {
                return new Part(new Position(edges.get(0), edges.get(1)), new Position(edges.get(2), edges.get(3)));
            }
        }
        throw Refusal.badInput("containers.refusal.part", ContainerFields.shortened(text))
                .at("part");
    }

    /** What one sees at a glance around a place. */
    static Part around(Position place) {
        return new Part(
                new Position(Math.max(-180, place.lon() - AROUND), Math.max(-90, place.lat() - AROUND)),
                new Position(Math.min(180, place.lon() + AROUND), Math.min(90, place.lat() + AROUND)));
    }

    String text() {
        return String.format(
                Locale.ROOT, "%.6f,%.6f,%.6f,%.6f", southWest.lon(), southWest.lat(), northEast.lon(), northEast.lat());
    }

    /** As PostgreSQL reads it. */
    String box() {
        return "(%d,%d),(%d,%d)"
                .formatted(northEast.microLon(), northEast.microLat(), southWest.microLon(), southWest.microLat());
    }

    private static boolean isPosition(double lon, double lat) {
        return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
    }
}
