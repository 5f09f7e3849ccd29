package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/**
 * A road between two junctions.
 *
 * @param id stable as long as OpenStreetMap keeps the way and its junctions
 * @param wayId OpenStreetMap's id of the way
 * @param name street name, else road number, else empty
 * @param roadClass what the road is for
 * @param oneWay whether vehicles may drive along the course only, never against it
 * @param bridge whether it is a bridge, which freezes first
 * @param course at least two positions; for a one-way road in driving direction
 * @param lengthMetres length along the course in metres, at least 0
 */
public record Segment(
        long id,
        long wayId,
        String name,
        RoadClass roadClass,
        boolean oneWay,
        boolean bridge,
        List<Position> course,
        double lengthMetres) {

    public Segment {
        course = List.copyOf(course);
        if (course.size() < 2) {
            throw new IllegalArgumentException("course must have at least 2 positions, but has " + course.size());
        }
        if (!(lengthMetres >= 0)) {
            throw new IllegalArgumentException("lengthMetres must be at least 0, but is " + lengthMetres);
        }
    }

    /** Distance in metres from the place to the nearest point of the course. */
    public double metresTo(Position place) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < course.size(); i++) {
            nearest = Math.min(nearest, place.metresTo(nearestOn(course.get(i - 1), course.get(i), place)));
        }
        return nearest;
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
        double share = Math.clamp(along, 0.0, 1.0);
        return new Position(a.lon() + share * (b.lon() - a.lon()), a.lat() + share * north);
    }
}
