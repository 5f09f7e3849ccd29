package de.stadtkern.kernel.observations;

/**
 * A datastream with one observed property.
 *
 * @param property definition (URI) of the observed property
 * @param unit UCUM symbol; empty for numbers without unit
 */
public record Series(long datastreamId, String name, String property, String unit, Thing thing) {}
