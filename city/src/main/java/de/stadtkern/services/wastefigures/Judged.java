package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.portal.Page;
import org.jspecify.annotations.Nullable;

/**
 * A bin and what is to be thought of it.
 *
 * @param nearest metres to the next bin of the same content; null when there is none
 */
record Judged(Bin bin, @Nullable Double nearest, Verdict verdict) {

    /** Why, in one sentence with the numbers. */
    String why(Page page) {
        Double weeks = bin.weeksBetween();
        Double full = bin.fullShare();
        Double level = bin.counts().meanLevel();
        return page.text(
                "wastefigures.verdict." + verdict + ".why",
                full == null ? "–" : page.number(100 * full, 0),
                weeks == null ? "–" : page.number(7 * weeks, 1),
                level == null ? "–" : page.number(100 * level, 0),
                bin.counts().reportedFull() + bin.counts().reportedLitter(),
                nearest == null ? page.text("wastefigures.nearest.none") : page.number(nearest, 0) + " m",
                bin.counts().known());
    }
}
