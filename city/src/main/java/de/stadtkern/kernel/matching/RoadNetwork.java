package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.Segment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The roads as tracks are matched to them: flat, in memory, never changed. An edge is a segment in one direction: segment
 * {@code s} is edge {@code 2s} along its course and {@code 2s + 1} against it.
 */
public final class RoadNetwork {

    private final long[] ids;
    private final boolean[] oneWay;
    private final int[] beginning;
    private final int[] end;
    private final int[] firstPoint;
    private final float[] measures;
    private final int[] firstLeaving;
    private final int[] leaving;
    private final Grid grid;

    private RoadNetwork(List<Segment> segments) {
        int count = segments.size();
        int points =
                segments.stream().mapToInt(segment -> segment.course().size()).sum();
        ids = new long[count];
        oneWay = new boolean[count];
        beginning = new int[count];
        end = new int[count];
        firstPoint = new int[count + 1];
        measures = new float[points];
        double[] x = new double[points];
        double[] y = new double[points];
        Map<Position, Integer> junctions = new HashMap<>();
        int point = 0;
        for (int s = 0; s < count; s++) {
            Segment segment = segments.get(s);
            List<Position> course = segment.course();
            ids[s] = segment.id();
            oneWay[s] = segment.oneWay();
            beginning[s] = number(junctions, course.getFirst());
            end[s] = number(junctions, course.getLast());
            firstPoint[s] = point;
            for (int i = 0; i < course.size(); i++, point++) {
                x[point] = Mercator.x(course.get(i));
                y[point] = Mercator.y(course.get(i));
                measures[point] = i == 0
                        ? 0
                        : measures[point - 1] + (float) course.get(i - 1).metresTo(course.get(i));
            }
        }
        firstPoint[count] = point;
        firstLeaving = new int[junctions.size() + 1];
        leaving = leaving();
        grid = new Grid(firstPoint, x, y);
    }

    /** The network of these segments; they meet where their courses begin or end at the same place. */
    public static RoadNetwork of(List<Segment> segments) {
        return new RoadNetwork(segments);
    }

    private static int number(Map<Position, Integer> junctions, Position place) {
        return junctions.computeIfAbsent(place, unknown -> junctions.size());
    }

    /** The edges that may be driven, by the junction where they begin. */
    private int[] leaving() {
        int edges = 2 * ids.length;
        int[] counts = new int[firstLeaving.length];
        for (int edge = 0; edge < edges; edge++) {
            counts[from(edge)] += mayBeDriven(edge) ? 1 : 0;
        }
        for (int junction = 1; junction < firstLeaving.length; junction++) {
            firstLeaving[junction] = firstLeaving[junction - 1] + counts[junction - 1];
        }
        int[] next = Arrays.copyOf(firstLeaving, firstLeaving.length);
        int[] all = new int[firstLeaving[firstLeaving.length - 1]];
        for (int edge = 0; edge < edges; edge++) {
            if (mayBeDriven(edge)) {
                all[next[from(edge)]++] = edge;
            }
        }
        return all;
    }

    int edges() {
        return 2 * ids.length;
    }

    int segments() {
        return ids.length;
    }

    long id(int edge) {
        return ids[edge >> 1];
    }

    static int opposite(int edge) {
        return edge ^ 1;
    }

    static boolean isAlong(int edge) {
        return (edge & 1) == 0;
    }

    boolean mayBeDriven(int edge) {
        return isAlong(edge) || !oneWay[edge >> 1];
    }

    private int from(int edge) {
        return isAlong(edge) ? beginning[edge >> 1] : end[edge >> 1];
    }

    private int to(int edge) {
        return from(opposite(edge));
    }

    float metres(int edge) {
        return measures[firstPoint[(edge >> 1) + 1] - 1];
    }

    /** How far along the course of its segment a point of the network is. */
    float measure(int point) {
        return measures[point];
    }

    Grid grid() {
        return grid;
    }

    /** Where in {@link #leaving(int)} the edges begin that go on from the end of this one. */
    int firstAfter(int edge) {
        return firstLeaving[to(edge)];
    }

    int lastAfter(int edge) {
        return firstLeaving[to(edge) + 1];
    }

    int leaving(int index) {
        return leaving[index];
    }

    /** Whether nothing but turning round is left at the end of this edge. */
    boolean isDeadEnd(int edge) {
        return lastAfter(edge) - firstAfter(edge) == 1 && leaving[firstAfter(edge)] == opposite(edge);
    }
}
