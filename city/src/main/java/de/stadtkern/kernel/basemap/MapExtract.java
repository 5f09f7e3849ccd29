package de.stadtkern.kernel.basemap;

/**
 * The import that is shown.
 *
 * @param id grows with every import
 * @param attribution whom the map must name
 * @param bounds of the town's roads
 */
record MapExtract(long id, String sha256, int reading, String attribution, Box bounds) {

    /** Changes whenever a picture may look different. */
    String version() {
        return id + "-" + MapStyle.VERSION;
    }
}
