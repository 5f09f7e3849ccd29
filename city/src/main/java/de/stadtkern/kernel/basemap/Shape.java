package de.stadtkern.kernel.basemap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines in the units of {@link Mercator}, each as x, y, x, y …; of an area they are its closed rings, holes among them;
 * a single position is a point.
 */
record Shape(List<int[]> lines) {

    Shape {
        if (lines.isEmpty() || lines.stream().anyMatch(line -> line.length < 2)) {
            throw new IllegalArgumentException("a shape has at least one line and a line at least one position");
        }
    }

    static Shape of(int... line) {
        return new Shape(List.of(line));
    }

    static boolean isClosed(int[] line) {
        int last = line.length - 2;
        return last >= 6 && line[0] == line[last] && line[1] == line[last + 1];
    }

    /** Smallest x, smallest y, largest x, largest y. */
    int[] bounds() {
        int[] bounds = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
        for (int[] line : lines) {
            for (int i = 0; i < line.length; i += 2) {
                bounds[0] = Math.min(bounds[0], line[i]);
                bounds[1] = Math.min(bounds[1], line[i + 1]);
                bounds[2] = Math.max(bounds[2], line[i]);
                bounds[3] = Math.max(bounds[3], line[i + 1]);
            }
        }
        return bounds;
    }

    /** The side of the square that is as large as the bounds. */
    double size() {
        int[] bounds = bounds();
        return Math.sqrt((double) (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]));
    }

    /** The middle of the longest piece that a horizontal through the middle has inside the rings. */
    double[] inside() {
        int[] bounds = bounds();
        double y = (bounds[1] + (double) bounds[3]) / 2 + 0.25;
        double[] crossings = crossings(y);
        double[] found = {(bounds[0] + (double) bounds[2]) / 2, y};
        double longest = 0;
        for (int i = 0; i + 1 < crossings.length; i += 2) {
            if (crossings[i + 1] - crossings[i] > longest) {
                longest = crossings[i + 1] - crossings[i];
                found[0] = (crossings[i] + crossings[i + 1]) / 2;
            }
        }
        return found;
    }

    /** Whether the position lies inside the rings, and in none of their holes. */
    boolean contains(int x, int y) {
        return Arrays.stream(crossings(y)).filter(crossing -> crossing < x).count() % 2 == 1;
    }

    private double[] crossings(double y) {
        List<Double> crossings = new ArrayList<>();
        for (int[] line : lines) {
            for (int i = 2; i < line.length; i += 2) {
                if ((line[i - 1] < y) != (line[i + 1] < y)) {
                    crossings.add(line[i - 2]
                            + (y - line[i - 1]) * ((double) line[i] - line[i - 2]) / (line[i + 1] - line[i - 1]));
                }
            }
        }
        return crossings.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** Count of lines; of each its count of positions and the steps from one to the next, the first from 0, 0. */
    byte[] packed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, lines.size());
        int x = 0;
        int y = 0;
        for (int[] line : lines) {
            write(out, line.length / 2);
            for (int i = 0; i < line.length; i += 2) {
                write(out, zigzag(line[i] - x));
                write(out, zigzag(line[i + 1] - y));
                x = line[i];
                y = line[i + 1];
            }
        }
        return out.toByteArray();
    }

    static Shape unpacked(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        int[][] lines = new int[read(in)][];
        int x = 0;
        int y = 0;
        for (int i = 0; i < lines.length; i++) {
            int[] line = new int[2 * read(in)];
            for (int j = 0; j < line.length; j += 2) {
                x += unzigzag(read(in));
                y += unzigzag(read(in));
                line[j] = x;
                line[j + 1] = y;
            }
            lines[i] = line;
        }
        return new Shape(Arrays.asList(lines));
    }

    private static int zigzag(int value) {
        return value << 1 ^ value >> 31;
    }

    private static int unzigzag(int value) {
        return value >>> 1 ^ -(value & 1);
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private static void write(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int read(ByteBuffer in) {
        int value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
