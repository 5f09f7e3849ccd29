package de.stadtkern.kernel.forecasts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An official warning, in German.
 *
 * @param id of whoever warns; a changed warning has a new one
 * @param event what of, such as {@code GLÄTTE}
 * @param level 1 to 4: weather warning, marked weather, severe weather, extreme weather
 * @param headline as it was written
 * @param until null when it is not known
 */
public record WeatherWarning(
        String id,
        String event,
        int level,
        String headline,
        Instant from,
        @Nullable Instant until,
        String source,
        Instant issuedAt) {}
