package de.stadtkern.kernel.portal;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all pages share.
 *
 * @param town the name that stands over every page
 * @param version of the program, as part of the addresses of static files
 * @param footer the pages that every page leads to at its end
 */
public record PageFrame(Texts texts, Clock clock, String town, String version, Look look, List<Link> footer) {

    /**
     * The town's own look.
     *
     * @param logo address of the picture; null for that of the program
     * @param style address of the style sheet with the town's colours; null for those of the program
     */
    public record Look(@Nullable String logo, @Nullable String style) {

        /** Who knows the look of the town. */
        public interface Source {

            Look look();
        }
    }

    /** A page at the end of every page, as a bean. */
    public record Link(String path, String textKey) {}
}
