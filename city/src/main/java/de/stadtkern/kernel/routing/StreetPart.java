package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/**
 * A street between two junctions.
 *
 * @param edge of the road graph
 * @param from which streets meet it where it begins; empty when these have no names
 * @param to the same where it ends
 */
record StreetPart(int edge, String street, String from, String to, double metres, List<Position> course) {

    double lon() {
        return (course.getFirst().lon() + course.getLast().lon()) / 2;
    }

    double lat() {
        return (course.getFirst().lat() + course.getLast().lat()) / 2;
    }
}
