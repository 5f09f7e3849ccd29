package de.stadtkern.kernel.basemap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts ways together, end to end, until they close. */
final class Rings {

    private Rings() {}

    /** The closed rings that these ways make; what stays open, as where the extract was cut, is left out. */
    static List<int[]> of(List<int[]> ways) {
        List<int[]> rest = new ArrayList<>(ways);
        List<int[]> rings = new ArrayList<>();
        while (!rest.isEmpty()) {
            int[] line = chained(rest.removeLast(), rest);
            if (Shape.isClosed(line)) {
                rings.add(line);
            }
        }
        return rings;
    }

    /** The line with everything of the rest that goes on where it ends, taken away from the rest, until it closes. */
    static int[] chained(int[] start, List<int[]> rest) {
        int[] line = start;
        int next = Shape.isClosed(line) ? -1 : next(line, rest);
        while (next >= 0) {
            line = joined(line, rest.remove(next));
            next = Shape.isClosed(line) ? -1 : next(line, rest);
        }
        return line;
    }

    private static int next(int[] line, List<int[]> rest) {
        int x = line[line.length - 2];
        int y = line[line.length - 1];
        for (int i = 0; i < rest.size(); i++) {
            int[] each = rest.get(i);
            if (startsAt(each, x, y) || (each[each.length - 2] == x && each[each.length - 1] == y)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsAt(int[] line, int x, int y) {
        return line[0] == x && line[1] == y;
    }

    static int[] reversed(int[] line) {
        int[] reversed = new int[line.length];
        for (int i = 0; i < line.length; i += 2) {
            reversed[i] = line[line.length - 2 - i];
            reversed[i + 1] = line[line.length - 1 - i];
        }
        return reversed;
    }

    private static int[] joined(int[] line, int[] next) {
        int[] onwards = startsAt(next, line[line.length - 2], line[line.length - 1]) ? next : reversed(next);
        int[] joined = Arrays.copyOf(line, line.length + onwards.length - 2);
        System.arraycopy(onwards, 2, joined, line.length, onwards.length - 2);
        return joined;
    }
}
