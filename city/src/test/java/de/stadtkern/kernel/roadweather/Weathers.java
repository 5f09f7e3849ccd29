package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.Humidity;
import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.observations.Station;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Road weather for tests. */
final class Weathers {

    static final Instant NOON = Instant.parse("2026-01-15T11:00:00Z");
    static final Position PLACE = new Position(11.9, 50.3);

    private Weathers() {}

    static RoadWeather weather(double surface, double dewPoint, Precipitation falling, Wetness.Kind lying) {
        return new RoadWeather(
                surface,
                null,
                dewPoint,
                Humidity.frostPoint(dewPoint),
                falling,
                new Wetness(lying, null, null),
                null,
                null,
                Uncertainty.UNKNOWN,
                List.of());
    }

    static Reading reading(Measured measured, double value, Instant at) {
        String unit = switch (measured) {
            case SURFACE, AIR, DEW_POINT -> "Cel";
            case HUMIDITY -> "%";
            case WIND -> "m/s";
            case FILM, AMOUNT -> "mm";
            default -> "";
        };
        return new Reading(1, measured.ordinal() + 1, measured.property(), measured.name(), value, unit, at);
    }

    static Observed observed(Reading... readings) {
        return Observed.of(Arrays.asList(readings));
    }

    static StationCondition condition(long id, Position place, StationCondition.State state, Remark... remarks) {
        return new StationCondition(
                new Station(id, 1, "Station " + id, place, null), null, null, state, Set.of(remarks), null);
    }
}
