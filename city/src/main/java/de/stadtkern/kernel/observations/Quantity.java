package de.stadtkern.kernel.observations;

/** Something that is measured: an observed property's definition (URI) and name. */
public record Quantity(String property, String name) {}
