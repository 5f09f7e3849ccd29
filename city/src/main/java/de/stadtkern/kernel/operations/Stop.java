package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.Segment;
import java.util.List;

/**
 * A street segment to be driven; a copy, so that a later import of the road network changes neither order nor proof.
 *
 * @param street its name; empty when it has none
 * @param course in the direction of driving
 */
public record Stop(long segmentId, String street, double lengthMetres, List<Position> course) {

    static Stop along(Segment segment, boolean reversed) {
        List<Position> course = reversed ? segment.course().reversed() : segment.course();
        return new Stop(segment.id(), segment.name(), segment.lengthMetres(), course);
    }
}
