package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Position;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Places on lines. */
final class Geometry {

    private Geometry() {}

    /** The place on the line that is nearest. */
    static Position nearest(List<Position> line, Position place) {
        return IntStream.range(1, line.size())
                .mapToObj(i -> nearest(line.get(i - 1), line.get(i), place))
                .min(Comparator.comparingDouble(place::metresTo))
                .orElseGet(line::getFirst);
    }

    private static Position nearest(Position a, Position b, Position place) {
        double shrink = Math.cos(Math.toRadians(place.lat()));
        double east = (b.lon() - a.lon()) * shrink;
        double north = b.lat() - a.lat();
        double square = east * east + north * north;
        if (square == 0) {
            return a;
        }
        double along = ((place.lon() - a.lon()) * shrink * east + (place.lat() - a.lat()) * north) / square;
        double share = Math.clamp(along, 0.0, 1.0);
        return new Position(a.lon() + share * (b.lon() - a.lon()), a.lat() + share * north);
    }
}
