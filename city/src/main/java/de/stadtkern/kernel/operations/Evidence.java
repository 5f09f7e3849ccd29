package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.portal.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One number on which a proposal rests.
 *
 * @param quantity key of the text that names it
 * @param unit UCUM symbol
 * @param time when it was measured, or for when it was computed or foreseen
 * @param datastreamId null when the number was not measured here
 * @param observationId null when the number was not measured here
 * @param source who else says so; null for what was measured or computed here
 */
public record Evidence(
        String quantity,
        double value,
        String unit,
        Instant time,
        @Nullable Long datastreamId,
        @Nullable Long observationId,
        @Nullable Source source) {

    /**
     * Somebody whose word was taken as it came.
     *
     * @param name who, by which product and for where
     * @param issuedAt when it was said
     * @param old whether that was too long ago already when it was taken
     */
    public record Source(String name, Instant issuedAt, boolean old) {}

    /** What was measured or computed here. */
    public Evidence(
            String quantity,
            double value,
            String unit,
            Instant time,
            @Nullable Long datastreamId,
            @Nullable Long observationId) {
        this(quantity, value, unit, time, datastreamId, observationId, null);
    }

    /** Whether it was measured, computed or said by somebody else, and then by whom and when, in words. */
    public String origin(Page page) {
        if (source == null) {
            return page.text(observationId == null ? "operations.computed" : "operations.measured");
        }
        return page.text(
                source.old() ? "operations.foreseen.old" : "operations.foreseen",
                source.name(),
                page.time(source.issuedAt()));
    }
}
