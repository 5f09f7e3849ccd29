package de.stadtkern.kernel.basemap;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What land is used for, as far as people live and work on it differently. */
public enum LandUse {
    HOUSING(Kind.RESIDENTIAL_AREA),
    TRADE(Kind.COMMERCIAL_AREA),
    INDUSTRY(Kind.INDUSTRIAL_AREA),
    /** Schools, kindergartens, universities, hospitals, sports centres. */
    CAMPUS(Kind.CAMPUS),
    PARK(Kind.PARK),
    CEMETERY(Kind.CEMETERY),
    PITCH(Kind.PITCH),
    SQUARE(Kind.SQUARE),
    PARKING(Kind.PARKING),
    OPEN_LAND(Kind.FARMLAND, Kind.GRASS, Kind.SCRUB, Kind.FOREST);

    private static final Map<Kind, LandUse> BY_KIND = new EnumMap<>(Kind.class);

    static {
        Arrays.stream(values()).forEach(use -> use.kinds.forEach(kind -> BY_KIND.put(kind, use)));
    }

    private final Set<Kind> kinds;

    LandUse(Kind... kinds) {
        this.kinds = Set.of(kinds);
    }

    /** What an area of one of the {@link #kinds} says. */
    static LandUse of(Kind kind) {
        return Objects.requireNonNull(BY_KIND.get(kind));
    }

    /** The kinds of areas that say it. */
    static Set<Kind> kinds() {
        return BY_KIND.keySet();
    }
}
