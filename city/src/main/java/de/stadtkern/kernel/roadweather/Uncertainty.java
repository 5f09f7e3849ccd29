package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.observations.Humidity;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a station may be wrong by after the stated accuracy of its sensors, in K; null where it is not stated.
 * Errors of sensors are taken to be independent of each other.
 */
public record Uncertainty(
        @Nullable Double surface,
        @Nullable Double dewPoint,
        @Nullable Double frostPoint) {

    static final Uncertainty UNKNOWN = new Uncertainty(null, null, null);

    /** Of a dew point that was measured itself. */
    static Uncertainty of(@Nullable Double surface, @Nullable Double dewPointAccuracy, double dewPoint) {
        return new Uncertainty(
                surface,
                dewPointAccuracy,
                dewPointAccuracy == null ? null : spread(Humidity::frostPoint, dewPoint, dewPointAccuracy));
    }

    /** Of a dew point computed from temperature (°C) and humidity (%). */
    static Uncertainty of(
            @Nullable Double surface,
            @Nullable Double airAccuracy,
            @Nullable Double humidityAccuracy,
            double air,
            double percent) {
        if (airAccuracy == null || humidityAccuracy == null) {
            return new Uncertainty(surface, null, null);
        }
        double dewPoint = Math.hypot(
                spread(t -> Humidity.dewPoint(t, percent), air, airAccuracy),
                spread(rh -> Humidity.dewPoint(air, rh), percent, Math.min(humidityAccuracy, percent / 2)));
        return of(surface, dewPoint, Humidity.dewPoint(air, percent));
    }

    /** Of the distance between surface and limit; null when the sensors' accuracy is not stated. */
    @Nullable
    Double ofMargin(Danger danger) {
        if (danger != Danger.HOARFROST) {
            return surface;
        }
        return surface == null || frostPoint == null ? null : Double.valueOf(Math.hypot(surface, frostPoint));
    }

    /** By how much the result changes when the argument is off by the accuracy. */
    private static double spread(DoubleUnaryOperator formula, double argument, double accuracy) {
        return Math.abs(formula.applyAsDouble(argument + accuracy) - formula.applyAsDouble(argument - accuracy)) / 2;
    }
}
