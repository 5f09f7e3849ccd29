package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.EntityType;
import java.util.stream.Stream;

/**
 * An entity was created or changed.
 *
 * @param owner the datastream of an observation, such as {@code Datastreams(1)}; else empty
 * @param number of an observation: the how-manieth its datastream has taken in, so that a gap can be seen; else 0
 */
record Change(EntityType type, long id, String owner, long number) {

    static final String ROOT = "v1.1/";

    static Change of(EntityType type, long id) {
        return new Change(type, id, "", 0);
    }

    static Change of(ObservationWriter.Row row, long number) {
        String set = row.datastream().width() == null ? "Datastreams(" : "MultiDatastreams(";
        return new Change(EntityType.OBSERVATIONS, row.id(), set + row.datastreamId() + ")", number);
    }

    /** The topics under which it can be heard of. */
    Stream<String> topics() {
        String set = type.setName();
        Stream<String> own = Stream.of(ROOT + set, ROOT + set + "(" + id + ")");
        return owner.isEmpty() ? own : Stream.concat(Stream.of(ROOT + owner + "/" + set), own);
    }
}
