package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.operations.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the road at a station at a moment.
 *
 * @param surface temperature of the road's surface in °C
 * @param air temperature of the air in °C; null when only the dew point is measured
 * @param dewPoint in °C
 * @param frostPoint in °C, at or above the dew point below 0 °C
 * @param falling what falls now
 * @param wetness what lies on the road
 * @param filmMillimetres how thick the film of water is, at least 0
 * @param wind in m/s, at least 0
 * @param uncertainty what temperatures may be wrong by
 * @param readings what was measured, of which the rest was taken or computed, the oldest first; never empty
 */
public record RoadWeather(
        double surface,
        @Nullable Double air,
        double dewPoint,
        double frostPoint,
        Precipitation falling,
        Wetness wetness,
        @Nullable Double filmMillimetres,
        @Nullable Double wind,
        Uncertainty uncertainty,
        List<Reading> readings) {

    /** Whether anything falls now. */
    public boolean precipitation() {
        return falling != Precipitation.NONE;
    }

    /** How much hoarfrost forms, in mm of water per hour; null when none does or the air is not measured. */
    public @Nullable Double deposit() {
        if (air == null || surface > 0) {
            return null;
        }
        double formed = FrostDeposit.millimetresPerHour(surface, air, dewPoint, FrostDeposit.resistance(wind));
        return formed > 0 ? formed : null;
    }

    /** The numbers measured, and those computed from them: dew point, frost point, hoarfrost, hours since it rained. */
    public List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        readings.forEach(reading -> evidence.add(new Evidence(
                Measured.of(reading).map(Measured::textKey).orElse(reading.propertyName()),
                reading.value(),
                reading.unit(),
                reading.time(),
                reading.datastreamId(),
                reading.observationId())));
        if (readings.stream().noneMatch(reading -> Measured.of(reading).equals(Optional.of(Measured.DEW_POINT)))) {
            evidence.add(computed("dew-point", dewPoint, "Cel"));
        }
        evidence.add(computed("frost-point", frostPoint, "Cel"));
        Double forming = deposit();
        if (forming != null) {
            evidence.add(computed("deposit", forming, "mm/h"));
        }
        Instant fell = wetness.at();
        if (wetness.source() == Wetness.Source.EARLIER && fell != null) {
            evidence.add(computed(
                    "since-fall", Duration.between(fell, measuredUntil()).toMinutes() / 60.0, "h"));
        }
        return evidence;
    }

    /** Time of the newest reading. */
    public Instant measuredUntil() {
        return readings.getLast().time();
    }

    private Evidence computed(String quantity, double value, String unit) {
        return new Evidence("roadweather.quantity." + quantity, value, unit, measuredUntil(), null, null);
    }
}
