package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.Level.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a container was emptied.
 *
 * @param levelBefore 0 to 1, how full it was then; null when nobody knows
 * @param spread by how much that may be wrong, 0 to 1; null with the level
 * @param source who said so first
 * @param onTour whether the crew or a list of the operator says so; otherwise only the sensor saw it
 * @param damaged the crew found it damaged
 * @param litter the crew found litter beside it
 */
public record Emptying(
        Instant at,
        @Nullable Double levelBefore,
        @Nullable Double spread,
        Source source,
        boolean onTour,
        boolean damaged,
        boolean litter) {}
