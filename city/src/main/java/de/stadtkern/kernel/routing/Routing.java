package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/** Ways through the town, whatever engine finds them. Closures in force are never passed. */
public interface Routing {

    /** Whether there is a network yet. While there is none, nothing is found. */
    boolean ready();

    /**
     * The best route through all positions, at least two, and up to so many others (0 to 2) when there are only two
     * positions; the best first. Empty when there is no way.
     */
    List<Route> routes(Profile profile, List<Position> via, int alternatives);

    /** The quickest ways between all ends. */
    Matrix matrix(Profile profile, List<End> ends);

    /** Along which positions the matrix goes from one end to the other; empty when there is no way. */
    List<Position> course(Profile profile, End from, End to);
}
