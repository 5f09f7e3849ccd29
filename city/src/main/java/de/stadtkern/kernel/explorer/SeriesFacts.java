package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What programs are told of a series, and what stands at the head of a download. */
record SeriesFacts(
        long id,
        String name,
        String description,
        String unit,
        String property,
        String propertyName,
        long station,
        String stationName,
        String municipality,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable String origin,
        @Nullable String licence,
        @Nullable Instant first,
        @Nullable Instant last,
        long observations) {

    static SeriesFacts of(Entry entry) {
        var series = entry.series();
        return new SeriesFacts(
                entry.id(),
                series.name(),
                entry.description(),
                series.unit(),
                series.property(),
                entry.propertyName(),
                series.thing().id(),
                series.thing().name(),
                entry.municipality(),
                entry.position() == null ? null : entry.position().lon(),
                entry.position() == null ? null : entry.position().lat(),
                entry.origin(),
                entry.licence(),
                entry.first(),
                entry.last(),
                entry.observations());
    }
}
