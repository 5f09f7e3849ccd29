package de.stadtkern.tours;

/**
 * One task comes before another: the later one begins when the earlier one is done, whichever vehicles serve them.
 *
 * @param before id of the earlier task
 * @param after id of the later task
 */
public record Precedence(long before, long after) {}
