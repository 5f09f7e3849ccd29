package de.stadtkern.tours;

/**
 * What a route costs that is put together from stretches of routes, faults included: {@link #prefix}, any number of
 * {@link #add}, {@link #suffix}.
 */
abstract class Evaluation {

    static final double TOLERANCE = 1e-7;

    final Routes routes;
    final Instance in;
    final Penalties penalties;

    /** What the broken limits of the route evaluated last cost. */
    double faults;

    /** Whether the route so far has a task that its vehicle may not serve. */
    boolean barred;

    /** What the next route costs is of no interest unless it is less than this. */
    double ceiling = Double.POSITIVE_INFINITY;

    Evaluation(Routes routes, Penalties penalties) {
        this.routes = routes;
        this.in = routes.in;
        this.penalties = penalties;
    }

    /** The next evaluation, and only that, may end early and answer infinity when it does not stay below a cost. */
    final void below(double cost) {
        ceiling = cost + TOLERANCE;
    }

    /** Begins with everything up to a node of a route. */
    abstract void prefix(int node);

    abstract void add(int task);

    /** Adds a stretch of a route in its order. */
    abstract void addForwards(int first, int last);

    /** Adds a stretch of a route against its order; {@code first} stands first in the route. */
    void addBackwards(int first, int last) {
        for (int node = last; ; node = routes.previous[node]) {
            add(node);
            if (node == first) {
                return;
            }
        }
    }

    /** Ends with a node and everything after it, and says what the whole costs. */
    abstract double suffix(int node);

    /** What a route costs that must not be. */
    final double refused() {
        faults = Double.POSITIVE_INFINITY;
        return faults;
    }

    /** What a route costs more with a task after a node; infinity when that breaks a limit, or is not below the given. */
    double more(int task, int after, double most) {
        int r = routes.route[after];
        below(most + routes.cost[r]);
        prefix(after);
        add(task);
        double more = suffix(routes.next[after]) - routes.cost[r];
        return faults > routes.penalty[r] + TOLERANCE ? Double.POSITIVE_INFINITY : more;
    }

    /** Notes everything about a route after a change. */
    final void update(int r) {
        int position = 0;
        int node = in.start(r);
        int end = in.end(r);
        routes.position[node] = 0;
        routes.ahead[node] = 0;
        routes.behind[node] = 0;
        while (node != end) {
            int following = routes.next[node];
            routes.position[following] = ++position;
            routes.ahead[following] = routes.ahead[node] + in.least(node, following);
            routes.behind[following] = routes.behind[node] + in.least(following, node);
            node = following;
        }
        evaluate(r);
    }

    /** Notes what a route costs; what lies between {@link Routes#ahead} and {@link Routes#behind} is left as it is. */
    abstract void evaluate(int r);

    /** The same when nothing but a task was put in since the last time. */
    void inserted(int task) {
        evaluate(routes.route[task]);
    }
}
