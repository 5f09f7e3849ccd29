package de.stadtkern.kernel.streets;

import java.time.Duration;

/**
 * What an import did.
 *
 * @param fileName name of the extract, without its folder
 * @param unchanged whether the network already came from this content, so that nothing was done
 * @param segments number of segments in the network now
 * @param changes of this import
 * @param lengthMetres length of all segments in metres, each counted once
 * @param took wall time
 */
public record ImportReport(
        String fileName, boolean unchanged, int segments, Changes changes, double lengthMetres, Duration took) {

    /** How many segments are new or have come back, differ from before, and are marked as removed. */
    public record Changes(int added, int changed, int removed) {

        static final Changes NONE = new Changes(0, 0, 0);
    }
}
