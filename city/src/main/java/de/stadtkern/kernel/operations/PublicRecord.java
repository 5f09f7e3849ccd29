package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of a proof: what was done, where and when, and no person's name.
 *
 * @param measure key of its text
 * @param origin where the values were really measured, when not here
 * @param at when it was done; when it was decided, if nothing was to be done
 * @param streets names, each once, in the order driven
 * @param courses of the segments driven
 */
public record PublicRecord(
        long id,
        String measure,
        String headline,
        String place,
        @Nullable String origin,
        Instant at,
        double lengthMetres,
        List<String> streets,
        List<List<Position>> courses) {}
