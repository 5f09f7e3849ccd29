package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.roadweather.nowcast.Nowcast;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the road is like at a station.
 *
 * @param weather null when the station does not measure enough for the rule
 * @param measuredAt the oldest of the readings on which the state rests
 * @param remarks what has to be known beside it
 * @param nowcast the next three hours of the surface; null when the state is not known, a sensor is doubted or too little
 *     was measured
 */
public record StationCondition(
        Station station,
        @Nullable RoadWeather weather,
        @Nullable Instant measuredAt,
        State state,
        Set<Remark> remarks,
        @Nullable Nowcast nowcast) {

    /** In a word. */
    public enum State {
        HOARFROST,
        FREEZING_WETNESS,
        FREEZING_RAIN,
        SNOW,
        FREE,
        STALE,
        UNKNOWN;

        /** Key of the text that says so. */
        public String textKey() {
            return "roadweather.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** How lists and maps show it. */
        public Mark mark() {
            return switch (this) {
                case HOARFROST, FREEZING_WETNESS, FREEZING_RAIN, SNOW -> Mark.DANGER;
                case FREE -> Mark.OK;
                case STALE -> Mark.STALE;
                case UNKNOWN -> Mark.UNKNOWN;
            };
        }

        /** The danger of this name, if it is one. */
        public Optional<Danger> danger() {
            return Arrays.stream(Danger.values())
                    .filter(danger -> danger.name().equals(name()))
                    .findFirst();
        }
    }

    /** What makes the road slippery; empty when nothing is known to do so. */
    public Optional<Danger> danger() {
        return state.danger();
    }

    /** By how many K the road is past the limit of the rule, at least 0; 0 as well when there is no danger. */
    public double margin() {
        RoadWeather known = weather;
        return known == null
                ? 0
                : danger().map(danger -> FrostRule.margin(danger, known)).orElse(0.0);
    }

    /** What {@link #margin} may be wrong by, in K; null when the accuracy of the sensors is not stated. */
    public @Nullable Double plusMinus() {
        RoadWeather known = weather;
        return known == null
                ? null
                : danger().map(known.uncertainty()::ofMargin)
                        .orElse(known.uncertainty().surface());
    }

    /** Whether its sensors are not to be believed. */
    public boolean isDoubted() {
        return remarks.stream().anyMatch(Remark::isDoubt);
    }
}
