package de.stadtkern.kernel.matching;

import java.util.Arrays;

/** The roads that a fix may belong to, at most {@link #MOST}, the nearest first. Used again for each fix. */
final class Nearby {

    static final double RADIUS = 50;
    static final int MOST = 8;

    private final RoadNetwork network;
    private final int[] slot;
    private int[] segments = new int[64];
    private double[] squares = new double[64];
    private float[] measures = new float[64];
    private int found;
    private double x;
    private double y;
    private double scale;

    Nearby(RoadNetwork network) {
        this.network = network;
        slot = new int[network.segments()];
        Arrays.fill(slot, -1);
    }

    void look(Fix fix) {
        x = Mercator.x(fix.place());
        y = Mercator.y(fix.place());
        scale = Mercator.scale(fix.place());
        found = 0;
        network.grid().forEachNear(x, y, RADIUS / scale, this::consider);
        for (int i = 0; i < found; i++) {
            slot[segments[i]] = -1;
        }
        for (int i = 0; i < Math.min(found, MOST); i++) {
            bringNearestTo(i);
        }
        found = Math.min(found, MOST);
    }

    private void consider(int piece) {
        double share = network.grid().nearest(piece, x, y);
        double square = network.grid().square(piece, share, x, y) * scale * scale;
        if (square > RADIUS * RADIUS) {
            return;
        }
        int segment = network.grid().segment(piece);
        int i = slot[segment];
        if (i < 0) {
            i = add(segment);
        } else if (squares[i] <= square) {
            return;
        }
        squares[i] = square;
        float from = network.measure(piece);
        measures[i] = from + (float) share * (network.measure(piece + 1) - from);
    }

    private int add(int segment) {
        if (found == segments.length) {
            segments = Arrays.copyOf(segments, 2 * found);
            squares = Arrays.copyOf(squares, 2 * found);
            measures = Arrays.copyOf(measures, 2 * found);
        }
        segments[found] = segment;
        slot[segment] = found;
        return found++;
    }

    private void bringNearestTo(int i) {
        int nearest = i;
        for (int j = i + 1; j < found; j++) {
            if (squares[j] < squares[nearest] || (squares[j] == squares[nearest] && segments[j] < segments[nearest])) {
                nearest = j;
            }
        }
        int segment = segments[i];
        double square = squares[i];
        float measure = measures[i];
        segments[i] = segments[nearest];
        squares[i] = squares[nearest];
        measures[i] = measures[nearest];
        segments[nearest] = segment;
        squares[nearest] = square;
        measures[nearest] = measure;
    }

    int count() {
        return found;
    }

    int segment(int i) {
        return segments[i];
    }

    /** How far from the fix. */
    double metres(int i) {
        return Math.sqrt(squares[i]);
    }

    /** How far along the course of the segment. */
    float measure(int i) {
        return measures[i];
    }
}
