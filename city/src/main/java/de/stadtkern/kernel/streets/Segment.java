package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/**
 * A road or a path between two junctions.
 *
 * @param id stays when a new extract moves, renames or splits the segment
 * @param wayId OpenStreetMap's id of the way
 * @param name street name, else road number, else empty
 * @param roadClass what the road is for
 * @param oneWay whether vehicles may drive along the course only, never against it
 * @param bridge whether it is a bridge, which freezes first
 * @param course at least two positions; for a one-way road in driving direction
 * @param lengthMetres length along the course in metres, at least 0
 * @param ends where it meets others
 * @param attributes what else OpenStreetMap says of it
 * @param place where it lies
 */
public record Segment(
        long id,
        long wayId,
        String name,
        RoadClass roadClass,
        boolean oneWay,
        boolean bridge,
        List<Position> course,
        double lengthMetres,
        Ends ends,
        RoadAttributes attributes,
        Place place) {

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
        return Courses.metresTo(course, place);
    }
}
