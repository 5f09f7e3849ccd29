package de.stadtkern.tours;

/** Remembers a plan without what the evaluation notes about it. */
final class Snapshot {

    private final Routes routes;
    private final Instance in;
    private final int[] next;
    private final int[] route;

    Snapshot(Routes routes) {
        this.routes = routes;
        in = routes.in;
        next = new int[in.nodes];
        route = new int[in.nodes];
    }

    void take() {
        System.arraycopy(routes.next, 0, next, 0, in.nodes);
        System.arraycopy(routes.route, 0, route, 0, in.nodes);
    }

    void restore() {
        System.arraycopy(next, 0, routes.next, 0, in.nodes);
        System.arraycopy(route, 0, routes.route, 0, in.nodes);
        for (int r = 0; r < in.routes; r++) {
            routes.count[r] = 0;
            for (int node = in.start(r); node != in.end(r); node = routes.next[node]) {
                routes.previous[routes.next[node]] = node;
                routes.count[r] += in.isTask(routes.next[node]) ? 1 : 0;
            }
        }
    }
}
