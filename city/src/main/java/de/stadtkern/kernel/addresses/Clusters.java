package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Puts together what lies near: things of one name, of which some are the same and others in the next village. */
final class Clusters {

    /** Sides of a cell, some 440 m; what is in one cell or in the next belongs together. */
    private static final double LATITUDE = 0.004;

    private static final double LONGITUDE = 0.006;

    private Clusters() {}

    private record Cell(long east, long north) {

        private static Cell of(Position position) {
            return new Cell(
                    (long) Math.floor(position.lon() / LONGITUDE), (long) Math.floor(position.lat() / LATITUDE));
        }
    }

    /** The things in groups, in the order of their first ones. */
    static <T> Collection<List<T>> of(List<T> things, Function<T, List<Position>> places) {
        int[] roots = new int[things.size()];
        Arrays.setAll(roots, i -> i);
        Map<Cell, Integer> taken = new HashMap<>();
        for (int i = 0; i < things.size(); i++) {
            for (Position place : places.apply(things.get(i))) {
                Cell cell = Cell.of(place);
                for (long east = cell.east - 1; east <= cell.east + 1; east++) {
                    for (long north = cell.north - 1; north <= cell.north + 1; north++) {
                        Integer other = taken.get(new Cell(east, north));
                        if (other != null) {
                            join(roots, i, other);
                        }
                    }
                }
                taken.putIfAbsent(cell, i);
            }
        }
        Map<Integer, List<T>> groups = new LinkedHashMap<>();
        for (int i = 0; i < roots.length; i++) {
            groups.computeIfAbsent(root(roots, i), root -> new ArrayList<>()).add(things.get(i));
        }
        return groups.values();
    }

    private static void join(int[] roots, int one, int other) {
        int low = Math.min(root(roots, one), root(roots, other));
        int high = Math.max(root(roots, one), root(roots, other));
        roots[high] = low;
    }

    private static int root(int[] roots, int of) {
        int root = of;
        while (roots[root] != root) {
            roots[root] = roots[roots[root]];
            root = roots[root];
        }
        return root;
    }
}
