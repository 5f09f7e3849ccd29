package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/**
 * A place that a person named.
 *
 * @param place in words
 * @param segmentIds the streets there: all of a street, or the one beside a house
 */
record Spot(String place, Position position, List<Long> segmentIds) {}
