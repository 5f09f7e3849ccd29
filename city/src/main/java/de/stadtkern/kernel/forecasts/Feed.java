package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.forecasts.ForecastOrigin.Version;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is fetched from time to time.
 *
 * @param place its address, or its path on this machine
 * @param wanted the stations, or of the warnings the places, for which it was read last
 * @param succeededAt when it last came, or was said to be unchanged
 * @param failedAt when it last did not
 * @param failures how often in a row it did not
 * @param error text key of why the last attempt failed; null when it did not
 */
record Feed(
        String place,
        Kind kind,
        String wanted,
        Version version,
        Instant nextAt,
        @Nullable Instant succeededAt,
        @Nullable Instant failedAt,
        int failures,
        @Nullable String error,
        @Nullable String errorDetail) {

    /** What it holds, in the order in which one needs the other; and how often it is looked for. */
    enum Kind {
        ROAD_CATALOGUE(Duration.ofHours(24)),
        WEATHER_CATALOGUE(Duration.ofHours(24)),
        ROAD(Duration.ofMinutes(20)),
        WEATHER(Duration.ofMinutes(30)),
        WARNINGS(Duration.ofMinutes(5));

        final Duration interval;

        Kind(Duration interval) {
            this.interval = interval;
        }
    }
}
