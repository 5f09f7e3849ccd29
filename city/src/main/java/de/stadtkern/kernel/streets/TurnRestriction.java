package de.stadtkern.kernel.streets;

/**
 * A rule for turning at a junction.
 *
 * @param fromWay OpenStreetMap's id of the way on which somebody comes
 * @param viaNode OpenStreetMap's id of the junction
 * @param toWay OpenStreetMap's id of the way on which somebody goes
 * @param restriction OpenStreetMap's value, as in {@code no_left_turn} or {@code only_straight_on}
 */
public record TurnRestriction(long fromWay, long viaNode, long toWay, String restriction) {}
