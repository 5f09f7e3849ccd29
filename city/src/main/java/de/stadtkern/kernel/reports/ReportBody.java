package de.stadtkern.kernel.reports;

import org.jspecify.annotations.Nullable;

/**
 * Somebody outside the municipality who is responsible for something, such as the water works.
 *
 * @param id 0 for a new one
 * @param mail where reports are sent by mail; null when not
 * @param open311 where they are sent by Open311; null when not
 */
public record ReportBody(
        long id,
        long municipalityId,
        String name,
        @Nullable String mail,
        @Nullable Open311 open311) {

    /** How to reach its Open311 interface. */
    public record Open311(
            String address,
            @Nullable String jurisdiction,
            @Nullable String apiKey) {}
}
