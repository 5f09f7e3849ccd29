package de.stadtkern.kernel.streets;

import java.time.Duration;

/**
 * What an import did.
 *
 * @param fileName name of the extract, without its folder
 * @param unchanged whether the network already came from this content, so that nothing was done
 * @param segments number of segments in the network now
 * @param lengthMetres length of all segments in metres, each counted once
 * @param took wall time
 */
public record ImportReport(String fileName, boolean unchanged, int segments, double lengthMetres, Duration took) {}
