package de.stadtkern.services.winter;

import java.util.Optional;

/** When a road becomes slippery. Pure: the same weather always gives the same answer. */
final class FrostRule {

    /** Stands in every proposal; changes with the rule. */
    static final String VERSION = "winter.frost-rule/1";

    private static final double FREEZING = 0.0;

    private FrostRule() {}

    static Optional<Danger> judge(RoadWeather weather) {
        if (weather.surface() > FREEZING) {
            return Optional.empty();
        }
        if (weather.precipitation()) {
            return Optional.of(Danger.FREEZING_WETNESS);
        }
        return weather.surface() < weather.frostPoint() ? Optional.of(Danger.HOARFROST) : Optional.empty();
    }
}
