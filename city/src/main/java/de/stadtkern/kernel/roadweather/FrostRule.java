package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.roadweather.Wetness.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a road becomes slippery. Pure: the same weather always gives the same answer. */
final class FrostRule {

    /** Stands in every proposal; changes with the rule. */
    static final String VERSION = "roadweather.frost-rule/2";

    private static final double FREEZING = 0;
    /** Up to here ice and frost that lie there do not melt, and up to there snow (RoadSurf, FMI). */
    private static final double ICE_MELTS = 0.25;

    private static final double SNOW_MELTS = 1.25;

    /** What is worse comes first. */
    private static final List<Danger> ORDER =
            List.of(Danger.FREEZING_RAIN, Danger.SNOW, Danger.FREEZING_WETNESS, Danger.HOARFROST);

    private FrostRule() {}

    static Optional<Danger> judge(RoadWeather weather) {
        return ORDER.stream()
                .filter(danger -> {
                    Double limit = limit(danger, weather);
                    return limit != null && weather.surface() <= limit;
                })
                .findFirst();
    }

    /** By how many K the road is past the limit of the rule, at least 0. */
    static double margin(Danger danger, RoadWeather weather) {
        Double limit = limit(danger, weather);
        return limit == null ? 0 : Math.max(0, limit - weather.surface());
    }

    /** The highest temperature of the surface in °C with which this danger is there; null when it cannot be. */
    private static @Nullable Double limit(Danger danger, RoadWeather weather) {
        Kind lying = weather.wetness().kind();
        return switch (danger) {
            case FREEZING_RAIN -> weather.falling() == Precipitation.RAIN ? FREEZING : null;
            case SNOW -> weather.falling() == Precipitation.SNOW || lying == Kind.SNOW ? SNOW_MELTS : null;
            case FREEZING_WETNESS -> lying == Kind.WET ? (Double) FREEZING : lying == Kind.ICE ? ICE_MELTS : null;
            case HOARFROST -> lying == Kind.FROST ? ICE_MELTS : Math.min(FREEZING, Math.nextDown(weather.frostPoint()));
        };
    }
}
