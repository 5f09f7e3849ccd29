package de.stadtkern.tours;

/**
 * How far a search is.
 *
 * @param iterations how many were made
 * @param cost of the best plan so far that keeps all limits, unserved tasks at what leaving them out counts
 * @param share of the budget used up, 0 to 1
 */
public record Progress(long iterations, double cost, double share) {}
