package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/** Where a street leads. */
enum Compass {
    N,
    NE,
    E,
    SE,
    S,
    SW,
    W,
    NW;

    /** From the first place to the last. */
    static Compass of(List<Position> course) {
        double east = Mercator.x(course.getLast()) - Mercator.x(course.getFirst());
        double north = Mercator.y(course.getLast()) - Mercator.y(course.getFirst());
        double eighths = Math.toDegrees(Math.atan2(east, north)) / 45;
        return values()[Math.floorMod(Math.round(eighths), values().length)];
    }
}
