package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.geo.Position;
import org.jspecify.annotations.Nullable;

/**
 * A place of a municipality for which forecasts are kept: one that its administrators set, the middle of its road-weather
 * stations, or such a station.
 *
 * @param key in addresses, such as {@code place-7} or {@code municipality-1}
 * @param roadStation the station of SWSMOS that somebody chose; null for the nearest
 * @param weatherStation the station of MOSMIX that somebody chose; null for the nearest
 */
record Place(
        String key,
        long municipalityId,
        String name,
        Position position,
        @Nullable String roadStation,
        @Nullable String weatherStation) {

    static final String SET = "place-";

    /** The number in the key. */
    String number() {
        return key.substring(key.indexOf('-') + 1);
    }

    @Nullable
    String chosen(Product product) {
        return switch (product) {
            case ROAD -> roadStation;
            case WEATHER -> weatherStation;
        };
    }
}
