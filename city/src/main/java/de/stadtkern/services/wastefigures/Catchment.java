package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.geo.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where waste goes when bins are moved, added or taken away (Huff's model of choice, by distance alone): what falls into a
 * bin today comes from people who stand beside it. A bin d metres away attracts them by 1/(1 + (d/half)²), their own by 1, up
 * to the reach; bins that stay as they are draw nothing from each other, for that choice is made already. Where a bin is
 * gone and none is within reach, the next one takes it.
 *
 * @param reach metres that people walk to another bin, more than 0
 * @param half metres at which a bin is half as attractive as their own, more than 0
 */
record Catchment(double reach, double half) {

    /** A bin that stands somewhere. */
    record Stand(long id, Fraction fraction, Position position) {}

    /**
     * Litres per week by id. Their sum is that of today, less what has no bin of its content any more.
     *
     * @param today litres per week of each bin as it stands
     * @param draft the bins as they would stand; the same id is the same bin
     */
    Map<Long, Double> loads(Map<Stand, Double> today, List<Stand> draft) {
        Set<Stand> standing = new HashSet<>(draft);
        List<Stand> fresh =
                draft.stream().filter(one -> !today.containsKey(one)).toList();
        Map<Long, Double> loads = new HashMap<>();
        draft.forEach(one -> loads.put(one.id(), 0.0));
        today.forEach((stand, litres) -> {
            Map<Long, Double> shares = standing.contains(stand) ? staying(stand, fresh) : leaving(stand, draft);
            double all =
                    shares.values().stream().mapToDouble(Double::doubleValue).sum();
            shares.forEach((id, weight) -> loads.merge(id, litres * weight / all, Double::sum));
        });
        return loads;
    }

    private Map<Long, Double> staying(Stand stand, List<Stand> fresh) {
        Map<Long, Double> weights = weights(stand, fresh);
        weights.put(stand.id(), 1.0);
        return weights;
    }

    private Map<Long, Double> leaving(Stand stand, List<Stand> draft) {
        Map<Long, Double> weights = weights(stand, draft);
        if (weights.isEmpty()) {
            nearest(stand, draft).ifPresent(one -> weights.put(one.id(), 1.0));
        }
        return weights;
    }

    private Map<Long, Double> weights(Stand from, List<Stand> to) {
        Map<Long, Double> weights = new LinkedHashMap<>();
        for (Stand one : to) {
            double metres = from.position().metresTo(one.position());
            if (one.fraction() == from.fraction() && metres <= reach) {
                weights.put(one.id(), 1 / (1 + Math.pow(metres / half, 2)));
            }
        }
        return weights;
    }

    private static Optional<Stand> nearest(Stand from, List<Stand> to) {
        Predicate<Stand> same = one -> one.fraction() == from.fraction();
        return to.stream()
                .filter(same)
                .min((one, other) -> Double.compare(
                        from.position().metresTo(one.position()),
                        from.position().metresTo(other.position())));
    }
}
