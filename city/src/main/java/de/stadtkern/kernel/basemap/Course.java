package de.stadtkern.kernel.basemap;

import java.awt.geom.AffineTransform;

/** A line in pixels along which one can walk. */
final class Course {

    private static final double SHORTEST_CHORD = 8;

    private final double[] points;
    private final double[] distances;

    private Course(double[] points) {
        this.points = points;
        this.distances = new double[points.length / 2];
        for (int i = 1; i < distances.length; i++) {
            distances[i] = distances[i - 1]
                    + Math.hypot(points[2 * i] - points[2 * i - 2], points[2 * i + 1] - points[2 * i - 1]);
        }
    }

    /** These positions, x, y, x, y …, at least two. */
    static Course of(double[] points) {
        return new Course(points);
    }

    double length() {
        return distances[distances.length - 1];
    }

    Course reversed() {
        double[] reversed = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            reversed[i] = points[points.length - 2 - i];
            reversed[i + 1] = points[points.length - 1 - i];
        }
        return new Course(reversed);
    }

    double x(double distance) {
        return between(distance, 0);
    }

    double y(double distance) {
        return between(distance, 1);
    }

    /** The direction from one distance to the other, small bends smoothed. */
    double angle(double from, double to) {
        double more = Math.max(0, SHORTEST_CHORD - (to - from)) / 2;
        double start = Math.max(0, from - more);
        double end = Math.min(length(), to + more);
        return Math.atan2(y(end) - y(start), x(end) - x(start));
    }

    /** Puts 0, 0 there and turns by the angle. */
    AffineTransform place(double distance, double angle) {
        AffineTransform place = AffineTransform.getTranslateInstance(x(distance), y(distance));
        place.rotate(angle);
        return place;
    }

    private double between(double distance, int axis) {
        int i = 1;
        while (i < distances.length - 1 && distances[i] < distance) {
            i++;
        }
        double piece = distances[i] - distances[i - 1];
        double share = piece == 0 ? 0 : (distance - distances[i - 1]) / piece;
        return points[2 * i - 2 + axis] + share * (points[2 * i + axis] - points[2 * i - 2 + axis]);
    }
}
