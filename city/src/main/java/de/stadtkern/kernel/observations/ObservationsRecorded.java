package de.stadtkern.kernel.observations;

import java.time.Instant;
import java.util.List;

/** Observations have been stored, in one commit. Delivered at least once to every listener, also after a crash. */
public record ObservationsRecorded(List<Recorded> observations) {

    /** One of them. */
    public record Recorded(long thingId, long datastreamId, Instant phenomenonTime) {}
}
