package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;

/**
 * Where every vehicle of a plan may get its whole capacity back on tour: a salt store, a tip, a hydrant.
 *
 * @param seconds that filling or emptying takes
 */
public record Station(String name, Position place, double seconds) {}
