package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.observations.Reading;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What stations measure that concerns the road, by the URI of the observed property and the range in which it can be true. */
enum Measured {
    SURFACE(Names.CF + "surface_temperature/", "Cel", -45, 80),
    AIR(Names.CF + "air_temperature/", "Cel", -45, 60),
    DEW_POINT(Names.CF + "dew_point_temperature/", "Cel", -70, 40),
    HUMIDITY(Names.CF + "relative_humidity/", "%", 1, 105),
    WIND(Names.CF + "wind_speed/", "m/s", 0, 75),
    /** 1 when it rains or snows, 0 when not. */
    PRECIPITATION(Names.URN + "precipitation-present", "", 0, 1),
    /** Since the last report. */
    AMOUNT(Names.CF + "lwe_thickness_of_precipitation_amount/", "mm", 0, 100),
    /** Code of WMO table 4680, as present weather sensors send it. */
    PRECIPITATION_TYPE(Names.URN + "precipitation-type", "", 0, 99),
    FILM(Names.URN + "water-film-thickness", "mm", 0, 20),
    STATE_NTCIP(Names.URN + "surface-state-ntcip", "", 0, 99),
    STATE_SSI(Names.URN + "surface-state-ssi", "", 0, 99),
    STATE_LUFFT(Names.URN + "surface-state-lufft", "", 0, 99);

    /** The URIs of all. */
    static final Set<String> PROPERTIES =
            Arrays.stream(values()).map(one -> one.property).collect(Collectors.toUnmodifiableSet());

    /** From units as they are met into those of the rule. */
    private static final Map<String, Double> FACTORS = Map.of(
            "km/h>m/s", 1 / 3.6, "cm>mm", 10.0, "um>mm", 0.001, "°C>Cel", 1.0, "degC>Cel", 1.0, "percent>%", 1.0);

    private static final Map<String, Measured> BY_PROPERTY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(one -> one.property, one -> one));

    private final String property;
    private final String unit;
    private final double from;
    private final double to;

    Measured(String property, String unit, double from, double to) {
        this.property = property;
        this.unit = unit;
        this.from = from;
        this.to = to;
    }

    /** Of how things are called. */
    private static final class Names {
        static final String CF = "http://vocab.nerc.ac.uk/standard_name/";
        static final String URN = "urn:stadtkern:observed-property:";
    }

    static Optional<Measured> of(Reading reading) {
        return Optional.ofNullable(BY_PROPERTY.get(reading.property()));
    }

    String property() {
        return property;
    }

    /** Key of the text that names it. */
    String textKey() {
        return "roadweather.quantity." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reading in the unit in which the rule counts; empty when it cannot be true or its unit is not known. */
    Optional<Reading> believed(Reading reading) {
        double value = reading.value() * FACTORS.getOrDefault(reading.unit() + ">" + unit, 1.0);
        boolean known = unit.isEmpty()
                || reading.unit().isEmpty()
                || reading.unit().equals(unit)
                || FACTORS.containsKey(reading.unit() + ">" + unit);
        return known && value >= from && value <= to
                ? Optional.of(new Reading(
                        reading.observationId(),
                        reading.datastreamId(),
                        reading.property(),
                        reading.propertyName(),
                        value,
                        unit,
                        reading.time()))
                : Optional.empty();
    }
}
