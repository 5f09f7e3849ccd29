package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/** A segment as the extract tells it, before the database has given it an id; ordinal counts along the way from 0. */
record Stretch(long wayId, int ordinal, RoadTags tags, Ends ends, List<Position> course, Place place) {

    double lengthMetres() {
        return Courses.metres(course);
    }

    /** What it is under this id. */
    Segment segment(long id) {
        return new Segment(
                id,
                wayId,
                tags.name(),
                tags.roadClass(),
                tags.oneWay(),
                tags.bridge(),
                course,
                lengthMetres(),
                ends,
                tags.attributes(),
                place);
    }
}
