package de.stadtkern.kernel.forecasts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is foreseen for a moment; null where the forecast says nothing.
 *
 * @param air temperature 2 m above the ground, °C
 * @param dewPoint 2 m above the ground, °C
 * @param surface temperature of the road, °C
 * @param precipitationMillimetres all that falls in the hour before, mm of water
 * @param snowMillimetres of it as snow, mm of water
 * @param gustMetresPerSecond the strongest gust of the hour before, m/s
 * @param roadCode state of the road in the codes of METRo, 1 to 8; Deutscher Wetterdienst publishes no list of its
 *     codes and computes them with METRo, so this is an assumption
 */
public record Hour(
        Instant at,
        @Nullable Double air,
        @Nullable Double dewPoint,
        @Nullable Double surface,
        @Nullable Double precipitationMillimetres,
        @Nullable Double snowMillimetres,
        @Nullable Double gustMetresPerSecond,
        @Nullable Integer roadCode) {}
