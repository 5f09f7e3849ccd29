package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * For each task the tasks worth standing next to: granular search after Toth and Vigo (2003), with the proximity in
 * space and time of Vidal et al. (2013).
 */
final class Neighbours {

    private static final double WAITING = 0.2;
    private static final double LATENESS = 1.0;

    private final Instance in;
    private final int[][] ranked;

    /** Tasks near a task in either direction; the nearest first. */
    final int[][] near;

    Neighbours(Instance in, int granularity, int wide) {
        this.in = in;
        double[][] proximity = new double[in.tasks][in.tasks];
        for (int a = 0; a < in.tasks; a++) {
            for (int b = 0; b < in.tasks; b++) {
                proximity[a][b] = Math.min(follow(a, b), follow(b, a));
            }
        }
        ranked = new int[in.tasks][];
        for (int task = 0; task < in.tasks; task++) {
            ranked[task] = rank(task, proximity[task], wide);
        }
        near = symmetric(granularity);
    }

    /** Tasks by proximity to a task, itself first, up to the wide limit. */
    int[] ranked(int task) {
        return ranked[task];
    }

    private static int[] rank(int task, double[] proximity, int limit) {
        proximity[task] = Double.NEGATIVE_INFINITY;
        List<Integer> order = new ArrayList<>();
        for (int other = 0; other < proximity.length; other++) {
            order.add(other);
        }
        order.sort(Comparator.comparingDouble(other -> proximity[other]));
        return order.stream().limit(limit + 1L).mapToInt(other -> other).toArray();
    }

    private int[][] symmetric(int granularity) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int task = 0; task < in.tasks; task++) {
            lists.add(new ArrayList<>());
        }
        boolean[][] joined = new boolean[in.tasks][in.tasks];
        for (int task = 0; task < in.tasks; task++) {
            for (int rank = 1; rank <= granularity && rank < ranked[task].length; rank++) {
                join(lists, joined, task, ranked[task][rank]);
                join(lists, joined, ranked[task][rank], task);
            }
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(other -> other).toArray())
                .toArray(int[][]::new);
    }

    private static void join(List<List<Integer>> lists, boolean[][] joined, int task, int other) {
        if (!joined[task][other]) {
            joined[task][other] = true;
            lists.get(task).add(other);
        }
    }

    /** What it costs to serve one task right after another, waiting and lateness counted. */
    private double follow(int from, int to) {
        double best = Double.POSITIVE_INFINITY;
        for (int a = from * in.modes; a < from * in.modes + in.passes[from]; a++) {
            for (int b = to * in.modes; b < to * in.modes + in.passes[to]; b++) {
                double drive = in.between(in.seconds, a, b) + in.serveSeconds[a];
                double waiting = Math.max(0, in.early[b] - drive - in.late[a]);
                double lateness = Math.max(0, in.early[a] + drive - in.late[b]);
                double cost = in.between(in.distance, a, b) + WAITING * waiting + LATENESS * lateness;
                best = Math.min(best, cost);
            }
        }
        return best;
    }
}
