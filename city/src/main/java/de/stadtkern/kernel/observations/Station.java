package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.geo.Position;
import org.jspecify.annotations.Nullable;

/**
 * A Thing of SensorThings that stands somewhere.
 *
 * @param origin where the values were really measured, when they are a replayed recording or simulated; null when
 *     they were measured here
 */
public record Station(
        long id,
        long municipalityId,
        String name,
        Position position,
        @Nullable String origin) {}
