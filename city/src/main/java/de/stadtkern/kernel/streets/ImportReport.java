package de.stadtkern.kernel.streets;

/**
 * What an import did.
 *
 * @param fileName name of the extract, without its folder
 * @param unchanged whether the network already came from this content, so that nothing was done
 * @param segments number of segments of roads in the network now; paths are not counted
 * @param changes of this import, to roads and paths
 * @param lengthMetres length of these segments in metres, each counted once
 */
public record ImportReport(String fileName, boolean unchanged, int segments, Changes changes, double lengthMetres) {

    /** How many segments are new or have come back, differ from before, and are marked as removed. */
    public record Changes(int added, int changed, int removed) {

        static final Changes NONE = new Changes(0, 0, 0);
    }
}
