package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds stretches by place, in squares of some 500 m. */
final class StretchGrid {

    private static final long SQUARE_MICRODEGREES = 5000;
    private static final long MARGIN_MICRODEGREES = 200;

    private final List<Stretch> stretches;
    private final Map<Long, List<Integer>> squares = new HashMap<>();

    StretchGrid(List<Stretch> stretches) {
        this.stretches = stretches;
        for (int i = 0; i < stretches.size(); i++) {
            for (long square : squares(stretches.get(i).course(), 0)) {
                squares.computeIfAbsent(square, key -> new ArrayList<>()).add(i);
            }
        }
    }

    /** Those that share a square with the course or its surroundings, in their order. */
    List<Stretch> near(List<Position> course) {
        if (squares.isEmpty()) {
            return List.of();
        }
        Set<Integer> near = new TreeSet<>();
        squares(course, MARGIN_MICRODEGREES).forEach(square -> near.addAll(squares.getOrDefault(square, List.of())));
        return near.stream().map(stretches::get).toList();
    }

    /** The squares that the box around the course touches. */
    private static Set<Long> squares(List<Position> course, long margin) {
        LongSummaryStatistics lon =
                course.stream().mapToLong(Position::microLon).summaryStatistics();
        LongSummaryStatistics lat =
                course.stream().mapToLong(Position::microLat).summaryStatistics();
        Set<Long> squares = new HashSet<>();
        for (long x = square(lon.getMin() - margin); x <= square(lon.getMax() + margin); x++) {
            for (long y = square(lat.getMin() - margin); y <= square(lat.getMax() + margin); y++) {
                squares.add(x << 32 | y & 0xffffffffL);
            }
        }
        return squares;
    }

    private static long square(long microdegrees) {
        return Math.floorDiv(microdegrees, SQUARE_MICRODEGREES);
    }
}
