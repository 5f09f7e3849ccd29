package de.stadtkern.kernel.containers;

import java.time.Instant;

/** A sensor says something new that somebody should look at. Delivered at least once to every listener. */
public record ContainerNoticed(long containerId, long municipalityId, Doubt doubt, Instant at) {}
