package de.stadtkern.kernel.roadweather;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far stations speak, and how far they are believed.
 *
 * @param reachMetres how far around a station its weather is taken to hold
 * @param heightMetres how much higher or lower a street may lie than the station that speaks for it
 * @param together the rule combines readings of a station only when they are no further apart than this
 * @param freshness readings older than this say nothing about now
 * @param wetFor how long a road counts as wet after rain and as snowy after snow, unless it is measured
 * @param driftWind from this wind on, in m/s, snow drifts
 * @param surfaceAccuracy what surface temperatures may be wrong by, in K, where their datastreams do not say; null when
 *     that is not known
 * @param airAccuracy the same of air temperatures
 * @param humidityAccuracy the same of humidity, in percentage points
 */
@ConfigurationProperties("stadtkern.roadweather")
record RoadWeatherSettings(
        @DefaultValue("700") double reachMetres,
        @DefaultValue("50") double heightMetres,
        @DefaultValue("15m") Duration together,
        @DefaultValue("45m") Duration freshness,
        @DefaultValue("3h") Duration wetFor,
        @DefaultValue("8") double driftWind,
        @Nullable Double surfaceAccuracy,
        @Nullable Double airAccuracy,
        @Nullable Double humidityAccuracy) {

    /** Of values of the property (a URI) whose datastream does not say. */
    @Nullable
    Double accuracyOf(String property) {
        if (property.equals(Measured.SURFACE.property())) {
            return surfaceAccuracy;
        }
        if (property.equals(Measured.AIR.property())) {
            return airAccuracy;
        }
        return property.equals(Measured.HUMIDITY.property()) ? humidityAccuracy : null;
    }
}
