package de.stadtkern.kernel.roadweather;

import java.util.Locale;

/** What has to be known beside the numbers of a station. */
public enum Remark {
    /** A reading that cannot be true, or is in a unit that is not known, was left out. */
    OUT_OF_RANGE(true),
    /** The quality tests or a person doubt a reading. */
    FLAGGED(true),
    /** The surface has the same temperature for hours while that of the air changes. */
    SURFACE_STUCK(true),
    /** At night the surface is more than 10 K warmer than the air. */
    SURFACE_HOT(true),
    /** The humidity stays the same at its upper end for hours while the temperature changes. */
    HUMIDITY_STUCK(true),
    /** Snow lies or falls, and the wind is strong enough to carry it. */
    SNOW_DRIFT(false),
    /** Nothing here says whether the road is wet. */
    WETNESS_UNKNOWN(false);

    private final boolean doubt;

    Remark(boolean doubt) {
        this.doubt = doubt;
    }

    /** Whether the station is not to be believed. */
    public boolean isDoubt() {
        return doubt;
    }

    /** Key of the text that says so. */
    public String textKey() {
        return "roadweather.remark." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
