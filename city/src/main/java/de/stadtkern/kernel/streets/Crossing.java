package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;

/**
 * A place where people cross a road.
 *
 * @param node OpenStreetMap's id
 * @param kind OpenStreetMap's value of {@code crossing}, as in {@code traffic_signals}; empty when it says none
 * @param kerb OpenStreetMap's value of {@code kerb}, as in {@code lowered}; empty when it says none
 */
public record Crossing(long node, Position position, String kind, String kerb) {}
