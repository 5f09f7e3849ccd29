package de.stadtkern.kernel.observations;

import java.time.Instant;

/** An observation has been stored. Delivered at least once to every listener, also after a crash. */
public record ObservationRecorded(long thingId, long datastreamId, Instant phenomenonTime) {}
