package de.stadtkern.services.winter;

import de.stadtkern.kernel.operations.Confidence;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.roadweather.Danger;
import de.stadtkern.kernel.roadweather.RoadWeather;
import de.stadtkern.kernel.roadweather.StationCondition;
import de.stadtkern.kernel.roadweather.nowcast.Horizon;
import de.stadtkern.kernel.roadweather.nowcast.Nowcast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A danger that is not there yet: within three hours the road probably freezes, and something is there to freeze on it.
 *
 * @param at when the surface is expected to be as the horizon says
 */
record Foreseen(Danger danger, Horizon horizon, Instant at) {

    private static final double RATHER_SURE = 0.9;

    /** The first horizon with at least this probability; empty as well when there is a danger already. */
    static Optional<Foreseen> of(StationCondition station, double probability) {
        Nowcast nowcast = station.nowcast();
        RoadWeather weather = station.weather();
        if (nowcast == null || weather == null || station.danger().isPresent()) {
            return Optional.empty();
        }
        return nowcast.horizons().stream()
                .filter(horizon -> horizon.freezingProbability() >= probability)
                .findFirst()
                .flatMap(horizon -> Optional.ofNullable(danger(weather, horizon))
                        .map(danger -> new Foreseen(
                                danger, horizon, nowcast.at().plus(Duration.ofMinutes(horizon.minutes())))));
    }

    /** Null when a dry road becomes cold and no colder than the frost point. */
    private static @Nullable Danger danger(RoadWeather weather, Horizon horizon) {
        return switch (weather.wetness().kind()) {
            case WET, ICE -> Danger.FREEZING_WETNESS;
            case SNOW -> Danger.SNOW;
            case FROST -> Danger.HOARFROST;
            case DRY, UNKNOWN -> horizon.surface() < weather.frostPoint() ? Danger.HOARFROST : null;
        };
    }

    Confidence confidence() {
        return new Confidence(
                horizon.freezingProbability() >= RATHER_SURE ? Confidence.Level.MEDIUM : Confidence.Level.LOW,
                horizon.freezingProbability(),
                "winter.confidence.foreseen");
    }

    List<Evidence> evidence() {
        return List.of(
                new Evidence("winter.quantity.foreseen-surface", horizon.surface(), "Cel", at, null, null),
                new Evidence(
                        "winter.quantity.foreseen-probability",
                        100 * horizon.freezingProbability(),
                        "%",
                        at,
                        null,
                        null));
    }
}
