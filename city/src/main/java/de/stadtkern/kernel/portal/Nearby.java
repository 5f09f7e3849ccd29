package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something near a place that everybody may know of.
 *
 * @param metres as the crow flies
 * @param decidedAt when it was decided or done; null for what stands there or is going on
 */
public record Nearby(
        Concern.Item item, double metres, @Nullable Instant decidedAt) {

    /** From the place to the next corner of the lines; infinite when there is none. */
    public static double metres(Position place, List<List<Position>> lines) {
        return lines.stream()
                .flatMap(List::stream)
                .mapToDouble(place::metresTo)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** What a room contributes, as a bean. */
    public interface Source {

        /** What lies within this distance; the room chooses when there is much. */
        List<Nearby> near(Page page, Position place, double metres);
    }
}
