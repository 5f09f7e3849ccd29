package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/**
 * An end of a way on the road graph.
 *
 * @param leaves on which keys one can leave it
 * @param arrives on which keys one can arrive at it
 */
record Stop(Position position, List<Spot> leaves, List<Spot> arrives) {}
