package de.stadtkern.kernel.containers;

import java.time.Instant;

/** A container has become full, as its sensor or somebody who stands before it says. Delivered after the commit. */
public record ContainerFull(long containerId, long municipalityId, Instant at) {}
