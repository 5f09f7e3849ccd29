package de.stadtkern.demo.plan;

/**
 * A street corner of the simulated town.
 *
 * @param ring 0 (market square) to 8 (last houses)
 * @param spoke 0 to 31, counted from the east against the clock; there are fewer corners near the market
 */
record Corner(int ring, int spoke) {

    static final int SPOKES = 32;
    static final int LAST_RING = 8;

    Corner {
        spoke = Math.floorMod(spoke, SPOKES);
    }

    static int spokesBetweenCorners(int ring) {
        return ring < 2 ? 4 : ring < 4 ? 2 : 1;
    }
}
