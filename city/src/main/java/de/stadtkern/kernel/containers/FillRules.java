package de.stadtkern.kernel.containers;

import java.time.Duration;

/**
 * When a series of levels means something. Shares are 0 to 1.
 *
 * @param drop an emptying falls by at least this
 * @param low and ends at this or below
 * @param jumpWithin from empty to full within this time is no filling
 * @param hot from this temperature on it may burn, in °C
 */
record FillRules(double drop, double low, Duration jumpWithin, double hot) {

    /** From this share on a container counts as full; and, when one step is judged, below the rest as empty. */
    static final double ALL = 0.95;

    boolean isDrop(double before, double after) {
        return before - after >= drop && after <= low;
    }

    boolean isJump(double before, double after, Duration between) {
        return before <= 1 - ALL && after >= ALL && between.compareTo(jumpWithin) <= 0;
    }
}
