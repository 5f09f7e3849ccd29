package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/**
 * A way that can be followed.
 *
 * @param course at least two positions
 * @param steps what to do, in this order; the last one is the arrival
 * @param cautions stretches that may be a barrier, or of which it is not known whether they are one
 */
public record Route(
        Profile profile,
        double seconds,
        double metres,
        List<Position> course,
        List<Step> steps,
        List<Caution> cautions) {}
