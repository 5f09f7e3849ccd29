package de.stadtkern.kernel.roadweather.nowcast;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a station measured at one moment; null means not measured. Only surface and air speak in {@link Nowcast#VERSION}:
 * on recorded stations the others explained little of what these two leave open.
 *
 * @param surface °C, of the road
 * @param air °C
 * @param dewPoint °C
 * @param subsurface °C, in the body of the road
 * @param windKmh km/h
 * @param precipitation whether something fell
 */
public record Sample(
        Instant at,
        double surface,
        @Nullable Double air,
        @Nullable Double dewPoint,
        @Nullable Double subsurface,
        @Nullable Double windKmh,
        @Nullable Boolean precipitation) {

    /** @throws IllegalArgumentException when surface or air is not a number */
    public Sample {
        if (!Double.isFinite(surface) || (air != null && !Double.isFinite(air))) {
            throw new IllegalArgumentException(
                    "surface " + surface + " and air " + air + " at " + at + ": not both temperatures");
        }
    }
}
