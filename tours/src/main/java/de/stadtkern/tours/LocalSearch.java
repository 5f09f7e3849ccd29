package de.stadtkern.tours;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Improves a plan move by move until no move of the granular neighbourhood gains, in random order, taking the first
 * that does: the education of Vidal (2022).
 */
final class LocalSearch {

    static final double NOTICEABLE = 1e-6;

    final Routes routes;
    final Instance in;
    final Neighbours neighbours;

    private final RandomGenerator random;
    private final Course course;
    private final Exchange exchange;
    private final TwoOpt twoOpt;
    private final TwoOptStar twoOptStar;
    private final SwapStar swapStar;
    private final Choice choice;
    private final int[] order;
    private final int[] tested;
    private final int[] touched;
    private int clock;
    private boolean moved;

    LocalSearch(Routes routes, Neighbours neighbours, RandomGenerator random, Course course) {
        this.routes = routes;
        this.in = routes.in;
        this.neighbours = neighbours;
        this.random = random;
        this.course = course;
        exchange = new Exchange(this);
        twoOpt = new TwoOpt(this);
        twoOptStar = new TwoOptStar(this);
        swapStar = new SwapStar(this);
        choice = new Choice(this);
        order = new int[in.tasks];
        Arrays.setAll(order, task -> task);
        tested = new int[in.tasks];
        touched = new int[in.routes];
    }

    /**
     * Runs to a local optimum with the penalties as they are now. Where routes are driven that may take longer than there
     * is time: then it ends with what is found.
     */
    void run() {
        routes.evaluate();
        clock = 1;
        Arrays.fill(tested, 0);
        Arrays.fill(touched, 1);
        swapStar.forget();
        moved = true;
        boolean first = true;
        while (moved) {
            moved = false;
            shuffle();
            for (int task : order) {
                if (in.rich && course.late()) {
                    return;
                }
                improve(task, first);
            }
            if (!first || !moved) {
                swapStar.run();
            }
            moved |= first;
            first = false;
        }
    }

    private void shuffle() {
        for (int last = order.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int task = order[last];
            order[last] = order[other];
            order[other] = task;
        }
    }

    private void improve(int u, boolean first) {
        int since = tested[u];
        tested[u] = clock;
        if (routes.route[u] < 0) {
            choice.serve(u);
            return;
        }
        if (!in.complete && choice.leave(u)) {
            return;
        }
        int[] near = neighbours.near[u];
        int offset = near.length == 0 ? 0 : random.nextInt(near.length);
        for (int index = 0; index < near.length; index++) {
            int v = near[index + offset < near.length ? index + offset : index + offset - near.length];
            if (routes.route[v] >= 0 && (touched[routes.route[u]] > since || touched[routes.route[v]] > since)) {
                pair(u, v);
            }
            if (routes.route[u] < 0) {
                return;
            }
        }
        if (!first) {
            intoEmptyRoutes(u);
        }
    }

    private void pair(int u, int v) {
        if (moves(u, v)) {
            moved = true;
            return;
        }
        int before = routes.previous[v];
        if (!in.isTask(before) && before != routes.previous[u] && moves(u, before)) {
            moved = true;
        }
    }

    private boolean moves(int u, int v) {
        if (routes.route[u] == routes.route[v]) {
            return exchange.within(u, v) || twoOpt.improve(u, v);
        }
        return exchange.between(u, v)
                || twoOptStar.straight(u, v)
                || (in.isTask(v) && !in.timed && twoOptStar.turned(u, v));
    }

    /** One empty route of each kind is enough to try. */
    private void intoEmptyRoutes(int u) {
        Vehicle last = null;
        for (int r = 0; r < in.routes; r++) {
            if (routes.count[r] == 0 && in.fleet.get(r) != last) {
                last = in.fleet.get(r);
                if (exchange.between(u, in.start(r)) || twoOptStar.straight(u, in.start(r))) {
                    moved = true;
                    return;
                }
            }
        }
    }

    int touched(int route) {
        return touched[route];
    }

    int clock() {
        return clock;
    }

    void changed(int one, int other) {
        clock++;
        moved = true;
        routes.evaluation.update(one);
        touched[one] = clock;
        if (other != one) {
            routes.evaluation.update(other);
            touched[other] = clock;
        }
    }

    void takeOut(int left, int right) {
        while (routes.next[left] != right) {
            routes.remove(routes.next[left]);
        }
    }

    void detach(int a, int b) {
        if (a >= 0) {
            routes.remove(a);
        }
        if (b >= 0) {
            routes.remove(b);
        }
    }

    void putIn(int left, int a, int b) {
        int at = left;
        if (a >= 0) {
            routes.insert(a, at);
            at = a;
        }
        if (b >= 0) {
            routes.insert(b, at);
        }
    }

    void reverse(int first, int last) {
        int left = routes.previous[first];
        int right = routes.next[last];
        int node = first;
        int following = right;
        while (node != right) {
            int ahead = routes.next[node];
            routes.next[node] = following;
            routes.previous[following] = node;
            following = node;
            node = ahead;
        }
        routes.next[left] = last;
        routes.previous[last] = left;
    }

    /** After u comes what came after v, and the other way round. */
    void crossEnds(int u, int v) {
        int x = routes.next[u];
        int y = routes.next[v];
        int ru = routes.route[u];
        int rv = routes.route[v];
        int lastU = routes.previous[in.end(ru)];
        int lastV = routes.previous[in.end(rv)];
        boolean tailU = in.isTask(x);
        boolean tailV = in.isTask(y);
        join(u, tailV ? y : in.end(ru));
        join(v, tailU ? x : in.end(rv));
        if (tailV) {
            join(lastV, in.end(ru));
        }
        if (tailU) {
            join(lastU, in.end(rv));
        }
        own(ru);
        own(rv);
    }

    /** After u comes the begin of the other route up to v, backwards; the end of this one is turned and takes its place. */
    void crossTurned(int u, int v) {
        int x = routes.next[u];
        int y = routes.next[v];
        int ru = routes.route[u];
        int rv = routes.route[v];
        int at = u;
        for (int node = v; in.isTask(node); ) {
            int before = routes.previous[node];
            join(at, node);
            at = node;
            node = before;
        }
        int lastU = routes.previous[in.end(ru)];
        join(at, in.end(ru));
        at = in.start(rv);
        if (in.isTask(x)) {
            for (int node = lastU; ; ) {
                int before = routes.previous[node];
                join(at, node);
                at = node;
                if (node == x) {
                    break;
                }
                node = before;
            }
        }
        join(at, y);
        own(ru);
        own(rv);
    }

    private void join(int left, int right) {
        routes.next[left] = right;
        routes.previous[right] = left;
    }

    private void own(int r) {
        routes.count[r] = 0;
        for (int node = routes.next[in.start(r)]; node != in.end(r); node = routes.next[node]) {
            routes.route[node] = r;
            routes.count[r]++;
        }
    }
}
