package de.stadtkern.tours;

/** Serving a task that was left out, leaving out one that is not worth its way, or one for the other. */
final class Choice {

    private final LocalSearch search;
    private final Instance in;
    private final Routes routes;
    private final Evaluation evaluation;

    Choice(LocalSearch search) {
        this.search = search;
        in = search.in;
        routes = search.routes;
        evaluation = routes.evaluation;
    }

    /** Puts a task that is in no route where it costs least, if that is less than leaving it out. */
    boolean serve(int u) {
        for (int v : search.neighbours.near[u]) {
            if (routes.route[v] >= 0 && (insert(u, v) || insert(u, routes.previous[v]) || replace(u, v))) {
                return true;
            }
        }
        for (int r = 0; r < in.routes; r++) {
            if (insert(u, in.start(r))) {
                return true;
            }
        }
        return false;
    }

    private boolean insert(int u, int after) {
        int r = routes.route[after];
        evaluation.below(in.unserved[u] + routes.cost[r]);
        evaluation.prefix(after);
        evaluation.add(u);
        double more = evaluation.suffix(routes.next[after]) - routes.cost[r];
        if (more >= in.unserved[u] - LocalSearch.NOTICEABLE) {
            return false;
        }
        routes.insert(u, after);
        search.changed(r, r);
        return true;
    }

    private boolean replace(int u, int v) {
        int left = routes.previous[v];
        int right = routes.next[v];
        int r = routes.route[v];
        evaluation.below(in.unserved[u] - in.unserved[v] + routes.cost[r]);
        evaluation.prefix(left);
        evaluation.add(u);
        double more = evaluation.suffix(right) - routes.cost[r] + in.unserved[v];
        if (more >= in.unserved[u] - LocalSearch.NOTICEABLE) {
            return false;
        }
        routes.remove(v);
        routes.insert(u, left);
        search.changed(r, r);
        return true;
    }

    /** Leaves out a task whose prize is less than what serving it costs. */
    boolean leave(int u) {
        int r = routes.route[u];
        evaluation.prefix(routes.previous[u]);
        double saved = routes.cost[r] - evaluation.suffix(routes.next[u]);
        if (saved <= in.unserved[u] + LocalSearch.NOTICEABLE) {
            return false;
        }
        routes.remove(u);
        search.changed(r, r);
        return true;
    }
}
