package de.stadtkern.demo.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A street of the simulated town.
 *
 * @param highway OpenStreetMap's value of {@code highway}
 * @param corners in driving order, neighbours next to each other
 * @param crossesRiver whether it has a bridge; without, it ends at the bank
 */
record Street(String name, String highway, List<Corner> corners, boolean crossesRiver) {

    static Street along(String name, String highway, List<Corner> corners) {
        return new Street(name, highway, corners, false);
    }

    Street withBridge() {
        return new Street(name, highway, corners, true);
    }

    /** The corners of a spoke between two rings, both included. */
    static List<Corner> outwards(int spoke, int fromRing, int toRing) {
        List<Corner> corners = new ArrayList<>();
        for (int ring = fromRing; ring <= toRing; ring++) {
            corners.add(new Corner(ring, spoke));
        }
        return corners;
    }

    /** The corners of a ring between two spokes, both included; toSpoke may exceed the full turn. */
    static List<Corner> around(int ring, int fromSpoke, int toSpoke) {
        List<Corner> corners = new ArrayList<>();
        for (int spoke = fromSpoke; spoke <= toSpoke; spoke += Corner.spokesBetweenCorners(ring)) {
            corners.add(new Corner(ring, spoke));
        }
        return corners;
    }
}
