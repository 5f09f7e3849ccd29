package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/** A segment as the extract tells it, before the database has given it an id; ordinal counts along the way from 0. */
record Stretch(long wayId, int ordinal, RoadTags tags, List<Position> course) {

    double lengthMetres() {
        double length = 0;
        for (int i = 1; i < course.size(); i++) {
            length += course.get(i - 1).metresTo(course.get(i));
        }
        return length;
    }
}
