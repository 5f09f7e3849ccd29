package de.stadtkern.kernel.home;

import de.stadtkern.kernel.geo.Position;

/**
 * Where somebody lives, or looks after somebody.
 *
 * @param name what the person calls it, such as "Zuhause" or "Oma"
 * @param address street and house number
 * @param reminded whether the person is told in the evening what comes on the next day
 */
record Household(long id, String name, String address, Position position, boolean reminded) {}
