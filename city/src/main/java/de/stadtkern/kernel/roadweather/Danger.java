package de.stadtkern.kernel.roadweather;

import java.util.Locale;

/** What makes a road slippery. */
public enum Danger {
    /** Vapour freezes on to the road: its surface is colder than the frost point. */
    HOARFROST,
    /** Water that lies on the road freezes. */
    FREEZING_WETNESS,
    /** Rain falls on a frozen surface. */
    FREEZING_RAIN,
    /** Snow falls on the road or lies on it. */
    SNOW;

    /** As texts and interfaces call it, such as {@code freezing-rain}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
