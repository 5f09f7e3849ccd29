package de.stadtkern.tours;

/**
 * When a vehicle is at a stop.
 *
 * @param arrival when it gets there
 * @param begin when it begins what it came for, after waiting
 * @param end when it is done
 */
public record Timing(double arrival, double begin, double end) {}
