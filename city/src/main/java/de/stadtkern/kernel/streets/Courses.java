package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/** Arithmetic of courses: lines of at least two positions. */
final class Courses {

    private static final double STEP_METRES = 5;

    private Courses() {}

    static double metres(List<Position> course) {
        double length = 0;
        for (int i = 1; i < course.size(); i++) {
            length += course.get(i - 1).metresTo(course.get(i));
        }
        return length;
    }

    /** Distance in metres from the place to the nearest point of the course. */
    static double metresTo(List<Position> course, Position place) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < course.size(); i++) {
            nearest = Math.min(nearest, place.metresTo(nearestOn(course.get(i - 1), course.get(i), place)));
        }
        return nearest;
    }

    /** How many metres of the course lie at most so far from the other course, to some metres. */
    static double metresAlong(List<Position> course, List<Position> other, double tolerance) {
        double along = 0;
        for (int i = 1; i < course.size(); i++) {
            Position a = course.get(i - 1);
            Position b = course.get(i);
            double length = a.metresTo(b);
            int steps = (int) Math.ceil(length / STEP_METRES);
            for (int step = 0; step < steps; step++) {
                double share = (step + 0.5) / steps;
                if (metresTo(other, between(a, b, share)) <= tolerance) {
                    along += length / steps;
                }
            }
        }
        return along;
    }

    /** The position in the middle of the course. */
    static Position middle(List<Position> course) {
        double left = metres(course) / 2;
        for (int i = 1; i < course.size(); i++) {
            double length = course.get(i - 1).metresTo(course.get(i));
            if (length > 0 && left <= length) {
                return between(course.get(i - 1), course.get(i), left / length);
            }
            left -= length;
        }
        return course.getFirst();
    }

    private static Position between(Position a, Position b, double share) {
        return new Position(a.lon() + share * (b.lon() - a.lon()), a.lat() + share * (b.lat() - a.lat()));
    }

    private static Position nearestOn(Position a, Position b, Position place) {
        double shrink = Math.cos(Math.toRadians(place.lat()));
        double east = (b.lon() - a.lon()) * shrink;
        double north = b.lat() - a.lat();
        double square = east * east + north * north;
        if (square == 0) {
            return a;
        }
        double along = ((place.lon() - a.lon()) * shrink * east + (place.lat() - a.lat()) * north) / square;
        return between(a, b, Math.clamp(along, 0.0, 1.0));
    }
}
