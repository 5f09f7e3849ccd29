package de.stadtkern.tours;

/** Driving a stretch of a route backwards (Croes 1958). */
final class TwoOpt {

    private final LocalSearch search;
    private final Routes routes;

    TwoOpt(LocalSearch search) {
        this.search = search;
        routes = search.routes;
    }

    /** Joins two nodes of a route, the first of which stands before the second, by turning what lies between. */
    boolean improve(int u, int v) {
        int x = routes.next[u];
        int y = routes.next[v];
        if (routes.position[u] + 1 >= routes.position[v]) {
            return false;
        }
        int r = routes.route[u];
        double limit = routes.cost[r] - LocalSearch.NOTICEABLE;
        double bound = routes.in.fixed[r]
                + routes.head[u]
                + routes.in.least(u, v)
                + routes.behind[v]
                - routes.behind[x]
                + routes.in.least(x, y)
                + routes.tail[y];
        if (bound >= limit) {
            return false;
        }
        routes.evaluation.below(limit);
        routes.evaluation.prefix(u);
        routes.evaluation.addBackwards(x, v);
        if (routes.evaluation.suffix(y) >= limit) {
            return false;
        }
        search.reverse(x, v);
        search.changed(r, r);
        return true;
    }
}
