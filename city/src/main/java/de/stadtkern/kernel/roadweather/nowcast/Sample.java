package de.stadtkern.kernel.roadweather.nowcast;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a station measured at one moment. On recorded stations dew point, wind, precipitation and the body of the road
 * explained little of what these two leave open.
 *
 * @param surface °C, of the road
 * @param air °C; null when it was not measured
 */
public record Sample(Instant at, double surface, @Nullable Double air) {

    /** @throws IllegalArgumentException when surface or air is not a number */
    public Sample {
        if (!Double.isFinite(surface) || (air != null && !Double.isFinite(air))) {
            throw new IllegalArgumentException(
                    "surface " + surface + " and air " + air + " at " + at + ": not both temperatures");
        }
    }
}
