package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Arrays;
import java.util.Locale;

/** How the map looks: by day, on a dark screen, on paper. */
enum MapStyle {
    LIGHT,
    DARK,
    PRINT;

    /** Grows when the same features look different, so that nobody keeps an old picture. */
    static final int VERSION = 1;

    static MapStyle get(String word) {
        return Arrays.stream(values())
                .filter(style -> style.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("basemap.refusal.style", word));
    }

    /** As in an address. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
