package de.stadtkern.services.winter;

import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.portal.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A station as the public page shows it.
 *
 * @param weather null when the station does not measure enough for the rule
 * @param measuredAt the oldest of the newest readings on which the state rests
 */
record StationState(
        Station station,
        @Nullable RoadWeather weather,
        @Nullable Instant measuredAt,
        State state) {

    enum State {
        HOARFROST,
        FREEZING_WETNESS,
        FREE,
        STALE,
        UNKNOWN;

        String textKey() {
            return "winter.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** How lists and maps show it. */
        Mark mark() {
            return switch (this) {
                case HOARFROST, FREEZING_WETNESS -> Mark.DANGER;
                case FREE -> Mark.OK;
                case STALE -> Mark.STALE;
                case UNKNOWN -> Mark.UNKNOWN;
            };
        }
    }

    static StationState of(Station station, Map<String, Reading> readings, Instant now, Duration freshness) {
        RoadWeather weather = RoadWeather.of(readings).orElse(null);
        if (weather == null) {
            return new StationState(station, null, null, State.UNKNOWN);
        }
        Instant oldest = weather.readings().stream()
                .map(Reading::time)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        State state = oldest.isBefore(now.minus(freshness)) ? State.STALE : judged(weather);
        return new StationState(station, weather, oldest, state);
    }

    private static State judged(RoadWeather weather) {
        return FrostRule.judge(weather)
                .map(danger -> State.valueOf(danger.name()))
                .orElse(State.FREE);
    }
}
