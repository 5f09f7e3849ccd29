package de.stadtkern.kernel.streets;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the last import changed of a segment.
 *
 * @param fields that differ from before
 * @param parentId the segment of which a new one was a part, or in which a removed one now lies; null when there is none
 * @param differs whether people had said something of a removed segment that does not hold where it now lies
 */
record SegmentChange(
        long segmentId,
        String name,
        RoadClass roadClass,
        Kind kind,
        List<String> fields,
        @Nullable Long parentId,
        boolean differs) {

    /** What happened to it. */
    enum Kind {
        ADDED,
        RETURNED,
        CHANGED,
        REMOVED
    }

    /** The names of what differs, for people. */
    static List<String> fields(Segment before, Segment now) {
        List<String> fields = new ArrayList<>();
        note(fields, "name", before.name(), now.name());
        note(fields, "class", before.roadClass(), now.roadClass());
        note(fields, "oneway", before.oneWay(), now.oneWay());
        note(fields, "bridge", before.bridge(), now.bridge());
        note(fields, "course", before.course(), now.course());
        note(fields, "attributes", before.attributes(), now.attributes());
        note(fields, "place", before.place(), now.place());
        return fields;
    }

    private static void note(List<String> fields, String field, Object before, Object now) {
        if (!Objects.equals(before, now)) {
            fields.add(field);
        }
    }
}
