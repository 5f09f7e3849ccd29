package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/** An area by its rings: inside is where a ray to the east meets them oddly often. */
record Polygon(List<List<Position>> rings) {

    boolean contains(Position place) {
        boolean inside = false;
        for (List<Position> ring : rings) {
            Position before = ring.getLast();
            for (Position corner : ring) {
                inside ^= isEastOf(place, before, corner);
                before = corner;
            }
        }
        return inside;
    }

    /** Whether a ray from the place to the east meets the line between the corners. */
    private static boolean isEastOf(Position place, Position a, Position b) {
        if (a.lat() > place.lat() == b.lat() > place.lat()) {
            return false;
        }
        double share = (place.lat() - a.lat()) / (b.lat() - a.lat());
        return place.lon() < a.lon() + share * (b.lon() - a.lon());
    }
}
