package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.geo.GridCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The bins of a square of the map.
 *
 * @param place of the bin with the most emptyings
 * @param litresPerWeek taken out of all of them; 0 when nothing is known
 * @param fullShare of the emptyings at which somebody looked, 0 to 1; null without any
 * @param heat 1 to 5 after the rank of the square; 0 when there is nothing to show
 */
record Heat(
        GridCell cell,
        String place,
        int bins,
        double litresPerWeek,
        @Nullable Double fullShare,
        int reports,
        int heat) {

    /** Small enough for a corner of a street, and a size of the grid that statistics know. */
    static final int METRES = 200;

    static final int STEPS = 5;

    /** What is hot. */
    enum By {
        LITRES(Heat::litresPerWeek),
        FULL(one -> one.fullShare() == null ? 0 : one.fullShare());

        private final ToDoubleFunction<Heat> value;

        By(ToDoubleFunction<Heat> value) {
            this.value = value;
        }

        double of(Heat heat) {
            return value.applyAsDouble(heat);
        }
    }

    /** All squares with bins, the hottest first: of those with anything to show, each fifth has a heat of its own. */
    static List<Heat> of(List<Bin> bins, By by) {
        Map<GridCell, List<Bin>> cells = new LinkedHashMap<>();
        bins.forEach(bin -> cells.computeIfAbsent(GridCell.at(bin.position(), METRES), cell -> new ArrayList<>())
                .add(bin));
        List<Heat> squares = new ArrayList<>();
        cells.forEach((cell, inside) -> squares.add(square(cell, inside)));
        squares.sort(Comparator.comparingDouble(by::of)
                .reversed()
                .thenComparing(one -> one.cell().id()));
        long hot = squares.stream().filter(one -> by.of(one) > 0).count();
        List<Heat> ranked = new ArrayList<>();
        for (int rank = 0; rank < squares.size(); rank++) {
            Heat one = squares.get(rank);
            ranked.add(one.withHeat(rank < hot ? STEPS - (int) (rank * STEPS / hot) : 0));
        }
        return ranked;
    }

    private static Heat square(GridCell cell, List<Bin> bins) {
        int known = bins.stream().mapToInt(bin -> bin.counts().known()).sum();
        int full = bins.stream().mapToInt(bin -> bin.counts().full()).sum();
        String place = bins.stream()
                .max(Comparator.comparingInt(bin -> bin.counts().emptyings()))
                .map(Bin::place)
                .orElseThrow();
        return new Heat(
                cell,
                place,
                bins.size(),
                bins.stream()
                        .map(Bin::litresPerWeek)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .sum(),
                known == 0 ? null : (double) full / known,
                bins.stream().mapToInt(bin -> bin.counts().reports()).sum(),
                0);
    }

    private Heat withHeat(int other) {
        return new Heat(cell, place, bins, litresPerWeek, fullShare, reports, other);
    }
}
