package de.stadtkern.kernel.streets;

/**
 * OpenStreetMap's ids of the nodes where the course of a segment begins and ends: segments with the same node meet there.
 */
public record Ends(long from, long to) {}
