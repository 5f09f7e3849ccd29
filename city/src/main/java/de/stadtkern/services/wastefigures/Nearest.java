package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.containers.Container.Fraction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far it is to the next bin of the same content, as the crow flies. */
final class Nearest {

    /** Rounded down, so that none is missed. */
    private static final double METRES_PER_DEGREE = 111_000;

    private Nearest() {}

    /** Metres by id; those without another one are missing. */
    static Map<Long, Double> metres(List<Bin> bins) {
        Map<Fraction, List<Bin>> byFraction = new EnumMap<>(Fraction.class);
        bins.forEach(bin -> byFraction
                .computeIfAbsent(bin.fraction(), one -> new ArrayList<>())
                .add(bin));
        Map<Long, Double> metres = new HashMap<>();
        for (List<Bin> same : byFraction.values()) {
            same.sort(Comparator.comparingDouble(bin -> bin.position().lat()));
            for (int i = 0; i < same.size(); i++) {
                double best = among(same, i, 1, among(same, i, -1, Double.POSITIVE_INFINITY));
                if (Double.isFinite(best)) {
                    metres.put(same.get(i).id(), best);
                }
            }
        }
        return metres;
    }

    /** Goes north or south until no nearer one can come. */
    private static double among(List<Bin> sorted, int from, int step, double known) {
        Bin bin = sorted.get(from);
        double best = known;
        for (int i = from + step; i >= 0 && i < sorted.size(); i += step) {
            Bin other = sorted.get(i);
            if (Math.abs(other.position().lat() - bin.position().lat()) * METRES_PER_DEGREE > best) {
                break;
            }
            best = Math.min(best, bin.position().metresTo(other.position()));
        }
        return best;
    }
}
