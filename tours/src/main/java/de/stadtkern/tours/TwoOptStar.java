package de.stadtkern.tours;

/** Exchanging the ends of two routes (Potvin and Rousseau 1995), straight or turned. */
final class TwoOptStar {

    private final LocalSearch search;
    private final Instance in;
    private final Routes routes;
    private final Evaluation evaluation;

    TwoOptStar(LocalSearch search) {
        this.search = search;
        routes = search.routes;
        in = routes.in;
        evaluation = routes.evaluation;
    }

    /** The first route ends like the second after v, the second like the first after u. */
    boolean straight(int u, int v) {
        int x = routes.next[u];
        int y = routes.next[v];
        int ru = routes.route[u];
        int rv = routes.route[v];
        double limit = routes.cost[ru] + routes.cost[rv] - in.fixed[ru] - in.fixed[rv] - LocalSearch.NOTICEABLE;
        double other = joined(v, x, rv);
        if (joined(u, y, ru) + other >= limit) {
            return false;
        }
        double before = limit + in.fixed[ru] + in.fixed[rv];
        evaluation.below(before - other - in.fixed[rv]);
        double one = ending(u, y, ru);
        if (one == Double.POSITIVE_INFINITY) {
            return false;
        }
        evaluation.below(before - one);
        if (one + ending(v, x, rv) >= before) {
            return false;
        }
        search.crossEnds(u, v);
        search.changed(ru, rv);
        return true;
    }

    private double joined(int left, int right, int r) {
        if (!in.isTask(left) && !in.isTask(right)) {
            return -in.fixed[r];
        }
        return routes.head[left] + in.least(left, in.isTask(right) ? right : in.end(r)) + routes.tail[right];
    }

    private double ending(int left, int right, int r) {
        evaluation.prefix(left);
        int other = routes.route[right];
        if (!in.isTask(right)) {
            return evaluation.suffix(in.end(r));
        }
        if (in.rich || !in.sameRest) {
            evaluation.addForwards(right, routes.previous[in.end(other)]);
            return evaluation.suffix(in.end(r));
        }
        return evaluation.suffix(right);
    }

    /** The first route continues after u with the second's begin up to v, backwards; the rest becomes the second. */
    boolean turned(int u, int v) {
        int ru = routes.route[u];
        int rv = routes.route[v];
        int x = routes.next[u];
        int y = routes.next[v];
        int first = routes.next[in.start(rv)];
        int last = routes.previous[in.end(ru)];
        double limit = routes.cost[ru] + routes.cost[rv] - LocalSearch.NOTICEABLE;
        double one = in.fixed[ru]
                + routes.head[u]
                + in.least(u, v)
                + routes.behind[v]
                - routes.behind[first]
                + in.least(first, in.end(ru));
        double two = !in.isTask(x)
                ? in.fixed[rv] + in.least(in.start(rv), y) + routes.tail[y]
                : in.fixed[rv]
                        + in.least(in.start(rv), last)
                        + routes.behind[last]
                        - routes.behind[x]
                        + in.least(x, y)
                        + routes.tail[y];
        if (!in.isTask(x) && !in.isTask(y)) {
            two = 0;
        }
        if (one + two >= limit) {
            return false;
        }
        evaluation.prefix(u);
        evaluation.addBackwards(first, v);
        double after = evaluation.suffix(in.end(ru));
        evaluation.prefix(in.start(rv));
        if (in.isTask(x)) {
            evaluation.addBackwards(x, last);
        }
        after += evaluation.suffix(y);
        if (after >= limit) {
            return false;
        }
        search.crossTurned(u, v);
        search.changed(ru, rv);
        return true;
    }
}
