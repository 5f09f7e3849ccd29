package de.stadtkern.kernel.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One number on which a proposal rests.
 *
 * @param quantity key of the text that names it
 * @param unit UCUM symbol
 * @param time when it was measured, or for when it was computed
 * @param datastreamId null when the number was computed
 * @param observationId null when the number was computed
 */
public record Evidence(
        String quantity,
        double value,
        String unit,
        Instant time,
        @Nullable Long datastreamId,
        @Nullable Long observationId) {

    /** Whether it was measured; otherwise a rule computed it from what was measured. */
    public boolean measured() {
        return observationId != null;
    }
}
