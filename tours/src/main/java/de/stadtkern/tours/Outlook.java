package de.stadtkern.tours;

/** For each stop of a route that was driven, what everything behind it costs at least, regaining capacity included. */
final class Outlook {

    private final Routes routes;
    private final Instance in;
    private final Penalties penalties;
    private final double[] capacity;
    private final double[] sum;
    private final double[] regained;
    private final double[] latest;

    Outlook(Routes routes, Penalties penalties) {
        this.routes = routes;
        this.in = routes.in;
        this.penalties = penalties;
        capacity = new double[in.dims];
        for (int index = 0; index < in.capacity.length; index++) {
            capacity[index % in.dims] = Math.max(capacity[index % in.dims], in.capacity[index]);
        }
        sum = new double[in.nodes * in.dims];
        regained = new double[in.nodes];
        latest = new double[in.nodes];
    }

    /** Looks at a route as it is now; its {@link Routes#head} is known. */
    void look(int r) {
        for (int node = in.start(r); node != in.end(r); node = routes.next[node]) {
            int following = routes.next[node];
            for (int dim = 0; dim < in.dims; dim++) {
                sum[following * in.dims + dim] = sum[node * in.dims + dim] + in.demand[following * in.dims + dim];
            }
        }
        for (int node = routes.previous[in.end(r)]; node != in.start(r); node = routes.previous[node]) {
            int following = routes.next[node];
            regained[node] = in.isTask(following)
                    ? leastByFacility(node, following) + after(following, in.demand, following)
                    : routes.head[following] - routes.head[node];
            latest[node] = latestBefore(node, following);
        }
    }

    /** Latest moment to leave a task of a route that was looked at without being late behind it. */
    double latest(int task) {
        return latest[task];
    }

    /** Latest moment to leave a node for another one without being late there or behind it. */
    double latestBefore(int node, int following) {
        double best = Double.NEGATIVE_INFINITY;
        for (int slot = following * in.modes; slot < following * in.modes + in.passes[following]; slot++) {
            double arrival = in.isTask(following)
                    ? Math.min(in.late[slot], latest[following] - in.serveSeconds[slot])
                    : in.late[slot];
            for (int from = node * in.modes; from < node * in.modes + in.passes[node]; from++) {
                best = Math.max(best, arrival - in.between(in.seconds, from, slot));
            }
        }
        return best;
    }

    /**
     * Least cost behind a task of a route that was looked at.
     *
     * @param loads what is on board behind it, one row of numbers for each of something
     * @param row which of them
     */
    double after(int task, double[] loads, int row) {
        double best = Double.POSITIVE_INFINITY;
        for (int last = task; in.isTask(last); last = routes.next[last]) {
            double path = routes.head[last] - routes.head[task];
            for (int dim = 0; dim < in.dims; dim++) {
                double load = loads[row * in.dims + dim] + sum[last * in.dims + dim] - sum[task * in.dims + dim];
                path += penalties.load[dim] * Math.max(0, load - capacity[dim]);
            }
            if (path >= best) {
                return best;
            }
            best = Math.min(best, path + regained[last]);
        }
        return best;
    }

    private double leastByFacility(int from, int to) {
        double best = Double.POSITIVE_INFINITY;
        for (int facility = 0; facility < in.facilities.length; facility++) {
            best = Math.min(best, in.leastBy(facility, from, to));
        }
        return best;
    }
}
