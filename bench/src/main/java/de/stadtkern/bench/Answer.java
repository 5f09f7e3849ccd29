package de.stadtkern.bench;

/** What a solver found for an instance, cost as the family counts it. */
record Answer(double seconds, long iterations, double cost, int vehicles, boolean feasible) {}
