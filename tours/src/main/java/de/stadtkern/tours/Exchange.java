package de.stadtkern.tours;

/**
 * Relocating one or two tasks and swapping them with one or two others: the moves 1 to 6 of Prins (2004), "A simple and
 * effective evolutionary algorithm for the vehicle routing problem". A move is evaluated only if its lower bound
 * promises a gain.
 */
final class Exchange {

    private static final int NONE = -1;

    private final LocalSearch search;
    private final Instance in;
    private final Routes routes;
    private final Evaluation evaluation;
    private final double[] least;
    private final double[] head;
    private final double[] tail;
    private final int[] row;

    Exchange(LocalSearch search) {
        this.search = search;
        routes = search.routes;
        in = routes.in;
        evaluation = routes.evaluation;
        least = in.least;
        head = routes.head;
        tail = routes.tail;
        row = in.row;
    }

    /** Tries all moves of a task and a node of another route; done after the first that gains. */
    boolean between(int u, int v) {
        int ru = routes.route[u];
        int rv = routes.route[v];
        int p = routes.previous[u];
        int x = routes.next[u];
        int y = routes.next[v];
        boolean pair = in.isTask(x);
        double limit = routes.cost[ru] + routes.cost[rv] - in.fixed[ru] - in.fixed[rv] - LocalSearch.NOTICEABLE;
        int size = in.size;
        int fromP = row[p] * size;
        int fromU = row[u] * size;
        int fromV = row[v] * size;
        int toU = row[u];
        int toV = row[v];
        int toX = row[x];
        int toY = row[y];
        double headP = head[p];
        double headV = head[v];
        double tailX = tail[x];
        double tailY = tail[y];
        double emptied = !in.isTask(p) && !pair ? -in.fixed[ru] : headP + least[fromP + toX] + tailX;
        if (emptied + headV + least[fromV + toU] + least[fromU + toY] + tailY < limit
                && exchange(p, NONE, NONE, x, v, u, NONE, y)) {
            return true;
        }
        if (pair && pairMoves(u, v, limit)) {
            return true;
        }
        if (!in.isTask(v)) {
            return false;
        }
        int w = routes.previous[v];
        double headW = head[w];
        if (headP
                                + least[fromP + toV]
                                + least[fromV + toX]
                                + tailX
                                + headW
                                + least[row[w] * size + toU]
                                + least[fromU + toY]
                                + tailY
                        < limit
                && exchange(p, v, NONE, x, w, u, NONE, y)) {
            return true;
        }
        return pair && pairSwaps(u, v, limit);
    }

    private boolean pairMoves(int u, int v, double limit) {
        int p = routes.previous[u];
        int x = routes.next[u];
        int xx = routes.next[x];
        int y = routes.next[v];
        boolean emptied = !in.isTask(p) && !in.isTask(xx);
        double rest = (emptied ? -in.fixed[routes.route[u]] : head[p] + in.least(p, xx) + tail[xx]) + head[v] + tail[y];
        return rest + in.least(v, u) + in.least(u, x) + in.least(x, y) < limit
                        && exchange(p, NONE, NONE, xx, v, u, x, y)
                || rest + in.least(v, x) + in.least(x, u) + in.least(u, y) < limit
                        && exchange(p, NONE, NONE, xx, v, x, u, y);
    }

    private boolean pairSwaps(int u, int v, double limit) {
        int p = routes.previous[u];
        int x = routes.next[u];
        int xx = routes.next[x];
        int w = routes.previous[v];
        int y = routes.next[v];
        double one = head[p] + in.least(p, v) + in.least(v, xx) + tail[xx] + head[w] + tail[y];
        double there = in.least(u, x);
        if (one + in.least(w, u) + there + in.least(x, y) < limit && exchange(p, v, NONE, xx, w, u, x, y)) {
            return true;
        }
        double back = in.least(x, u);
        boolean arcs = in.modes > 1;
        if (arcs && one + in.least(w, x) + back + in.least(u, y) < limit && exchange(p, v, NONE, xx, w, x, u, y)) {
            return true;
        }
        if (!in.isTask(y)) {
            return false;
        }
        int yy = routes.next[y];
        double rest = head[p] + tail[xx] + head[w] + tail[yy];
        double near = in.least(p, v) + in.least(v, y) + in.least(y, xx);
        double far = in.least(w, u) + there + in.least(x, yy);
        if (rest + near + far < limit && exchange(p, v, y, xx, w, u, x, yy)) {
            return true;
        }
        if (!arcs) {
            return false;
        }
        double nearBack = in.least(p, y) + in.least(y, v) + in.least(v, xx);
        double farBack = in.least(w, x) + back + in.least(u, yy);
        return rest + nearBack + far < limit && exchange(p, y, v, xx, w, u, x, yy)
                || rest + near + farBack < limit && exchange(p, v, y, xx, w, x, u, yy)
                || rest + nearBack + farBack < limit && exchange(p, y, v, xx, w, x, u, yy);
    }

    /** Puts the tasks a, b between two nodes of one route and c, d between two nodes of another, if that gains. */
    private boolean exchange(int left, int a, int b, int right, int start, int c, int d, int stop) {
        int ru = routes.route[left];
        int rv = routes.route[start];
        double before = routes.cost[ru] + routes.cost[rv] - LocalSearch.NOTICEABLE;
        if (!in.summed) {
            evaluation.below(before - least(start, c, d, stop));
        }
        double one = evaluate(left, a, b, right);
        if (one == Double.POSITIVE_INFINITY) {
            return false;
        }
        evaluation.below(before - one);
        if (one + evaluate(start, c, d, stop) >= before) {
            return false;
        }
        search.takeOut(left, right);
        search.takeOut(start, stop);
        search.putIn(left, a, b);
        search.putIn(start, c, d);
        search.changed(ru, rv);
        return true;
    }

    /** Least cost of a route in which a task and perhaps another stand between two nodes. */
    private double least(int left, int a, int b, int right) {
        double ways = in.least(left, a) + hop(a, b) + in.least(b == NONE ? a : b, right);
        return in.fixed[routes.route[left]] + head[left] + ways + tail[right];
    }

    private double evaluate(int left, int a, int b, int right) {
        evaluation.prefix(left);
        addAll(a, b);
        return evaluation.suffix(right);
    }

    private void addAll(int a, int b) {
        if (a != NONE) {
            evaluation.add(a);
        }
        if (b != NONE) {
            evaluation.add(b);
        }
    }

    /** Tries all moves of two tasks of the same route. */
    boolean within(int u, int v) {
        int p = routes.previous[u];
        int x = routes.next[u];
        int w = routes.previous[v];
        int y = routes.next[v];
        boolean forwards = routes.position[u] < routes.position[v];
        boolean pair = in.isTask(x) && x != v;
        int xx = routes.next[x];
        if (forwards) {
            return x != v && rearrange(p, NONE, NONE, x, v, u, NONE, y)
                    || x == v && rearrange(p, v, NONE, NONE, NONE, u, NONE, y)
                    || pair && (rearrange(p, NONE, NONE, xx, v, u, x, y) || rearrange(p, NONE, NONE, xx, v, x, u, y))
                    || x != v && rearrange(p, v, NONE, x, w, u, NONE, y)
                    || pair && xx != v && rearrange(p, v, NONE, xx, w, u, x, y)
                    || pair && xx != v && in.isTask(y) && rearrange(p, v, y, xx, w, u, x, routes.next[y]);
        }
        if (y == u) {
            return in.isTask(x) && rearrange(v, x, u, NONE, NONE, NONE, NONE, xx);
        }
        boolean pairBack = in.isTask(x);
        return rearrange(v, u, NONE, y, p, NONE, NONE, x)
                || pairBack && (rearrange(v, u, x, y, p, NONE, NONE, xx) || rearrange(v, x, u, y, p, NONE, NONE, xx))
                || in.isTask(v) && pairBack && rearrange(w, u, x, y, p, v, NONE, xx);
    }

    /** Lets a route be: up to left, a, b, the stretch, c, d, from right; if that gains. */
    private boolean rearrange(int left, int a, int b, int first, int last, int c, int d, int right) {
        int r = routes.route[left];
        double limit = routes.cost[r] - LocalSearch.NOTICEABLE;
        double bound = in.fixed[r] + head[left] + tail[right];
        int at = left;
        bound += hop(at, a);
        at = a == NONE ? at : a;
        bound += hop(at, b);
        at = b == NONE ? at : b;
        if (first != NONE) {
            bound += in.least(at, first) + routes.ahead[last] - routes.ahead[first];
            at = last;
        }
        bound += hop(at, c);
        at = c == NONE ? at : c;
        bound += hop(at, d);
        at = d == NONE ? at : d;
        if (bound + in.least(at, right) >= limit) {
            return false;
        }
        evaluation.below(limit);
        evaluation.prefix(left);
        addAll(a, b);
        if (first != NONE) {
            evaluation.addForwards(first, last);
        }
        addAll(c, d);
        if (evaluation.suffix(right) >= limit) {
            return false;
        }
        search.detach(a, b);
        search.detach(c, d);
        search.putIn(left, a, b);
        search.putIn(routes.previous[right], c, d);
        search.changed(r, r);
        return true;
    }

    private double hop(int from, int to) {
        return to == NONE ? 0 : in.least(from, to);
    }
}
