package de.stadtkern.tours;

/**
 * All tasks of a plan one after the other (Prins 2004). Routes stand beside routes they are near to, so that a stretch
 * of the giant tour is a region; Vidal (2022) takes the polar angle, which needs coordinates.
 */
final class GiantTour {

    private final Instance in;
    private final int[] farthest;
    private final boolean[] used;

    GiantTour(Instance in) {
        this.in = in;
        farthest = new int[in.routes];
        used = new boolean[in.routes];
    }

    int[] of(Individual plan, int first) {
        int length = 0;
        for (int r = 0; r < in.routes; r++) {
            used[r] = plan.routes[r].length == 0;
            length += plan.routes[r].length;
            farthest[r] = used[r] ? -1 : farthest(plan.routes[r], in.start(r));
        }
        int[] tour = new int[length];
        int filled = 0;
        int at = first;
        while (filled < length) {
            at = nearest(at);
            used[at] = true;
            System.arraycopy(plan.routes[at], 0, tour, filled, plan.routes[at].length);
            filled += plan.routes[at].length;
        }
        return tour;
    }

    private int farthest(int[] route, int start) {
        int best = route[0];
        for (int task : route) {
            best = in.least(start, task) > in.least(start, best) ? task : best;
        }
        return best;
    }

    private int nearest(int route) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int r = 0; r < in.routes; r++) {
            if (!used[r]) {
                double distance = farthest[route] < 0 ? r : in.least(farthest[route], farthest[r]);
                if (best < 0 || distance < least) {
                    best = r;
                    least = distance;
                }
            }
        }
        return best;
    }
}
