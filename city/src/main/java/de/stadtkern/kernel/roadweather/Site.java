package de.stadtkern.kernel.roadweather;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the place of a station or a segment is like.
 *
 * @param heightMetres above sea level; null when nobody says
 * @param traits what makes it colder than the road around
 */
record Site(@Nullable Double heightMetres, Set<Trait> traits) {

    static final Site UNKNOWN = new Site(null, Set.of());

    /** What makes a place colder than the road around it. */
    enum Trait {
        BRIDGE,
        SHADE,
        HOLLOW,
        EXPOSED
    }

    Site {
        traits = Set.copyOf(traits);
    }

    Site with(Trait trait) {
        EnumSet<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new Site(heightMetres, more);
    }

    /** Whether the two lie at about the same height, as far as it is known. */
    boolean isLevelWith(Site other, double metres) {
        return heightMetres == null
                || other.heightMetres == null
                || Math.abs(heightMetres - other.heightMetres) <= metres;
    }
}
