package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.streets.ImportReport;
import java.time.Duration;
import java.util.Locale;

/**
 * What an import did; as a text, for who asked for it.
 *
 * @param redrawn whether the map or the addresses were written anew, because the file or the way of reading it has changed
 * @param took wall time
 */
public record MapReport(ImportReport roads, boolean redrawn, Duration took) {

    @Override
    public String toString() {
        return roads.unchanged() && !redrawn ? roads.fileName() + " is in use already; nothing was changed" : change();
    }

    private String change() {
        return String.format(
                Locale.ROOT,
                "%s is in use after %.1f s: %,d segments of roads, %.0f km; %,d new, %,d changed, %,d no longer there",
                roads.fileName(),
                took.toMillis() / 1000.0,
                roads.segments(),
                roads.lengthMetres() / 1000,
                roads.changes().added(),
                roads.changes().changed(),
                roads.changes().removed());
    }
}
