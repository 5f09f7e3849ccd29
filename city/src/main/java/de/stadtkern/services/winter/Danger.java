package de.stadtkern.services.winter;

import java.util.Locale;

/** What makes a road slippery. */
enum Danger {
    /** Vapour freezes on to the road: its surface is colder than the frost point. */
    HOARFROST,
    /** Rain or snow meets a frozen surface. */
    FREEZING_WETNESS;

    /** Key of the text that says so. */
    String textKey() {
        return "winter.danger." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
