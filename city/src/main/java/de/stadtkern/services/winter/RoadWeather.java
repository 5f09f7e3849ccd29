package de.stadtkern.services.winter;

import de.stadtkern.kernel.observations.Humidity;
import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.operations.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the road rule needs to know of a station at a moment, in °C.
 *
 * @param precipitation whether it rains or snows; false when the station does not say
 * @param readings what was measured, of which the rest was taken or computed
 */
record RoadWeather(double surface, double dewPoint, double frostPoint, boolean precipitation, List<Reading> readings) {

    private static final String CF = "http://vocab.nerc.ac.uk/standard_name/";

    static final String AIR = CF + "air_temperature/";
    static final String DEW_POINT = CF + "dew_point_temperature/";
    static final String RELATIVE_HUMIDITY = CF + "relative_humidity/";
    static final String SURFACE = CF + "surface_temperature/";
    static final String PRECIPITATION = "urn:stadtkern:observed-property:precipitation-present";

    private static final Map<String, String> QUANTITIES = Map.of(
            AIR, "winter.quantity.air",
            DEW_POINT, "winter.quantity.dew-point",
            RELATIVE_HUMIDITY, "winter.quantity.humidity",
            SURFACE, "winter.quantity.surface",
            PRECIPITATION, "winter.quantity.precipitation");

    /** Empty when the road surface or the humidity of the air is not known. */
    static Optional<RoadWeather> of(Map<String, Reading> byProperty) {
        Reading surface = byProperty.get(SURFACE);
        Double dewPoint = dewPoint(byProperty);
        if (surface == null || dewPoint == null) {
            return Optional.empty();
        }
        Reading precipitation = byProperty.get(PRECIPITATION);
        return Optional.of(new RoadWeather(
                surface.value(),
                dewPoint,
                Humidity.frostPoint(dewPoint),
                precipitation != null && precipitation.value() > 0,
                byProperty.values().stream()
                        .filter(reading -> QUANTITIES.containsKey(reading.property()))
                        .toList()));
    }

    private static @Nullable Double dewPoint(Map<String, Reading> byProperty) {
        Reading measured = byProperty.get(DEW_POINT);
        if (measured != null) {
            return measured.value();
        }
        Reading air = byProperty.get(AIR);
        Reading humidity = byProperty.get(RELATIVE_HUMIDITY);
        return air == null || humidity == null || humidity.value() <= 0
                ? null
                : Humidity.dewPoint(air.value(), humidity.value());
    }

    /** The numbers measured, and the dew point and frost point computed from them. */
    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        boolean dewPointMeasured = false;
        for (Reading reading : readings) {
            dewPointMeasured |= reading.property().equals(DEW_POINT);
            evidence.add(new Evidence(
                    QUANTITIES.getOrDefault(reading.property(), reading.propertyName()),
                    reading.value(),
                    reading.unit(),
                    reading.time(),
                    reading.datastreamId(),
                    reading.observationId()));
        }
        var newest = readings.getLast().time();
        if (!dewPointMeasured) {
            evidence.add(new Evidence("winter.quantity.dew-point", dewPoint, "Cel", newest, null, null));
        }
        evidence.add(new Evidence("winter.quantity.frost-point", frostPoint, "Cel", newest, null, null));
        return evidence;
    }
}
