package de.stadtkern.kernel.matching;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Finds the straight pieces of courses that are near: a grid over the plane names those that touch each cell. */
final class Grid {

    private static final double CELL = 150;
    private static final int MOST_CELLS = 4_000_000;

    private final double[] x;
    private final double[] y;
    private final int[] segmentOf;
    private final double west;
    private final double south;
    private final double cell;
    private final int columns;
    private final int rows;
    private final int[] first;
    private final int[] pieces;

    /** A piece has the number of the point at which it begins. */
    Grid(int[] firstPoint, double[] x, double[] y) {
        this.x = x;
        this.y = y;
        segmentOf = new int[x.length];
        for (int s = 0; s + 1 < firstPoint.length; s++) {
            Arrays.fill(segmentOf, firstPoint[s], firstPoint[s + 1], s);
        }
        west = Arrays.stream(x).min().orElse(0);
        south = Arrays.stream(y).min().orElse(0);
        double width = Arrays.stream(x).max().orElse(0) - west;
        double height = Arrays.stream(y).max().orElse(0) - south;
        cell = Math.max(CELL, Math.sqrt(width * height / MOST_CELLS) + Math.max(width, height) / MOST_CELLS);
        columns = (int) (width / cell) + 1;
        rows = (int) (height / cell) + 1;
        first = new int[columns * rows + 1];
        forEachPiece((piece, where) -> first[where + 1]++);
        Arrays.parallelPrefix(first, Integer::sum);
        pieces = new int[first[first.length - 1]];
        int[] next = Arrays.copyOf(first, first.length);
        forEachPiece((piece, where) -> pieces[next[where]++] = piece);
    }

    private interface Visitor {
        void visit(int piece, int where);
    }

    private void forEachPiece(Visitor visitor) {
        for (int piece = 0; piece + 1 < segmentOf.length; piece++) {
            if (segmentOf[piece] == segmentOf[piece + 1]) {
                visitCells(piece, visitor);
            }
        }
    }

    /** Row by row those columns that the piece crosses in the row. */
    private void visitCells(int piece, Visitor visitor) {
        double rise = y[piece + 1] - y[piece];
        double run = x[piece + 1] - x[piece];
        int lowest = row(Math.min(y[piece], y[piece + 1]));
        int highest = row(Math.max(y[piece], y[piece + 1]));
        for (int row = lowest; row <= highest; row++) {
            double enters = rise == 0 ? 0 : share(south + row * cell, piece, rise);
            double leaves = rise == 0 ? 1 : share(south + (row + 1) * cell, piece, rise);
            double a = x[piece] + enters * run;
            double b = x[piece] + leaves * run;
            for (int column = column(Math.min(a, b)); column <= column(Math.max(a, b)); column++) {
                visitor.visit(piece, row * columns + column);
            }
        }
    }

    private double share(double height, int piece, double rise) {
        return Math.clamp((height - y[piece]) / rise, 0.0, 1.0);
    }

    private int column(double at) {
        return (int) Math.clamp((at - west) / cell, 0.0, columns - 1.0);
    }

    private int row(double at) {
        return (int) Math.clamp((at - south) / cell, 0.0, rows - 1.0);
    }

    /** Names every piece that may come as near as the radius, some of them twice; and some that do not. */
    void forEachNear(double atX, double atY, double radius, IntConsumer each) {
        if (atX + radius < west
                || atY + radius < south
                || atX - radius > west + columns * cell
                || atY - radius > south + rows * cell) {
            return;
        }
        for (int row = row(atY - radius); row <= row(atY + radius); row++) {
            int from = first[row * columns + column(atX - radius)];
            int until = first[row * columns + column(atX + radius) + 1];
            for (int i = from; i < until; i++) {
                each.accept(pieces[i]);
            }
        }
    }

    int segment(int piece) {
        return segmentOf[piece];
    }

    /** The share of the piece at which it is nearest to the place. */
    double nearest(int piece, double atX, double atY) {
        double dx = x[piece + 1] - x[piece];
        double dy = y[piece + 1] - y[piece];
        double square = dx * dx + dy * dy;
        return square == 0 ? 0 : Math.clamp(((atX - x[piece]) * dx + (atY - y[piece]) * dy) / square, 0.0, 1.0);
    }

    /** Square of the distance on the plane between the place and the point at this share of the piece. */
    double square(int piece, double share, double atX, double atY) {
        double dx = x[piece] + share * (x[piece + 1] - x[piece]) - atX;
        double dy = y[piece] + share * (y[piece + 1] - y[piece]) - atY;
        return dx * dx + dy * dy;
    }
}
