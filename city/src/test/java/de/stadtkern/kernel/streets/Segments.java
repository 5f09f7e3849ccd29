package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/** Segments of which only some things matter. */
public final class Segments {

    private Segments() {}

    public static Segment of(long id, String name, RoadClass roadClass, List<Position> course, double metres) {
        return of(id, name, roadClass, false, course, metres);
    }

    public static Segment of(
            long id, String name, RoadClass roadClass, boolean oneWay, List<Position> course, double metres) {
        return new Segment(
                id,
                1,
                name,
                roadClass,
                oneWay,
                false,
                course,
                metres,
                new Ends(1, 2),
                RoadAttributes.UNKNOWN,
                Place.UNKNOWN);
    }
}
