package de.stadtkern.kernel.home;

import de.stadtkern.kernel.geo.Position;

/**
 * Where somebody lives, or looks after somebody.
 *
 * @param name what the person calls it, such as "Zuhause" or "Oma"
 * @param address street and house number
 */
record Household(long id, String name, String address, Position position) {}
