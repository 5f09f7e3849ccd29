package de.stadtkern.tours;

import java.util.OptionalDouble;

/**
 * What was done to find a plan.
 *
 * @param iterations plans bred, and hundreds of times ruin and recreate
 * @param bound no plan that serves the same tasks can cost less; empty when nothing is known
 */
public record Effort(long iterations, OptionalDouble bound) {}
