package de.stadtkern.kernel.observations;

/** A Thing of SensorThings, wherever it stands. */
public record Thing(long id, String name, long municipalityId) {}
