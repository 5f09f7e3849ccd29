package de.stadtkern.tours;

import java.util.Arrays;

/**
 * Cuts the route of a vehicle that cannot take everything at once into trips, with a facility between them: a label for
 * each trip the vehicle may be on holds what the best way there costs; the one begun first comes first, so that each has
 * less on board than the one before. It costs less, too, and behind one that can take all the rest none is of use.
 */
final class Trips {

    private final Instance in;
    private final Penalties penalties;
    private final Spans own;
    private final double perSecond;

    private final double[] cost;
    private final double[] value;
    private final Span[] spans;
    private final double[] load;
    private final double[] over;
    private final double[] rest;
    private int owner;
    private int first;
    private int end;
    private int at;

    /** What broken limits of the way chosen cost. */
    double faults;

    /** Seconds of lateness on it. */
    double warp;

    /** What is loaded beyond capacity on all its trips, by dimension. */
    final double[] excess;

    /** @param own the span of each node */
    Trips(Instance in, Penalties penalties, Spans own) {
        this.in = in;
        this.penalties = penalties;
        this.own = own;
        perSecond = in.leastPerSecond;
        int most = in.tips ? in.known + 2 : 0;
        cost = new double[most];
        value = new double[most];
        spans = new Span[most];
        Arrays.setAll(spans, label -> new Span());
        load = new double[most * in.dims];
        over = new double[most * in.dims];
        rest = new double[in.dims];
        excess = new double[in.dims];
    }

    /**
     * Leaves the depot of a route.
     *
     * @param loads what is to be loaded on the whole of it
     */
    void leave(int route, double[] loads) {
        owner = route;
        at = in.start(route);
        first = 0;
        end = 1;
        cost[0] = in.fixed[route];
        Arrays.fill(load, 0, in.dims, 0);
        Arrays.fill(over, 0, in.dims, 0);
        System.arraycopy(loads, 0, rest, 0, in.dims);
        if (in.timed) {
            spans[0].take(own, at);
        }
    }

    /** Serves a task more. */
    void add(int task) {
        for (int dim = 0; dim < in.dims; dim++) {
            rest[dim] -= in.demand[task * in.dims + dim];
        }
        boolean regains = in.isTask(at);
        if (regains) {
            regain(task);
        }
        for (int label = first; label < end; label++) {
            extend(label, task, in.least(at, task), 0);
        }
        if (regains) {
            keep(end);
        }
        while (end - first > 1 && closed(first) >= closed(first + 1)) {
            first++;
        }
        at = task;
    }

    /** A label behind the last for a trip that begins before a task. */
    private void regain(int task) {
        int best = cheapest();
        cost[end] = cost[best];
        spans[end].take(spans[best]);
        for (int dim = 0; dim < in.dims; dim++) {
            over[end * in.dims + dim] = over[best * in.dims + dim] + beyond(best, dim);
            load[end * in.dims + dim] = 0;
        }
        extend(end, task, in.least(at, task) + in.detours.cost(at, task), in.detours.seconds(at, task));
    }

    private void extend(int label, int node, double way, double besides) {
        cost[label] += way;
        for (int dim = 0; dim < in.dims; dim++) {
            load[label * in.dims + dim] += in.demand[node * in.dims + dim];
        }
        if (in.timed) {
            spans[label].append(own, node, in.driving(at, node) + besides);
        }
        value[label] =
                cost[label] + (in.timed ? perSecond * spans[label].idle + penalties.time * spans[label].warp : 0);
        for (int dim = 0; dim < in.dims; dim++) {
            value[label] += penalties.load[dim] * over[label * in.dims + dim];
        }
    }

    /** The label behind the last takes the place of those that cost as much, unless the one before can take all the rest. */
    private void keep(int fresh) {
        while (end > first && value[end - 1] >= value[fresh]) {
            end--;
        }
        if (end > first && takesTheRest(end - 1)) {
            return;
        }
        if (end < fresh) {
            cost[end] = cost[fresh];
            value[end] = value[fresh];
            Span span = spans[end];
            spans[end] = spans[fresh];
            spans[fresh] = span;
            System.arraycopy(load, fresh * in.dims, load, end * in.dims, in.dims);
            System.arraycopy(over, fresh * in.dims, over, end * in.dims, in.dims);
        }
        end++;
    }

    private boolean takesTheRest(int label) {
        for (int dim = 0; dim < in.dims; dim++) {
            if (load[label * in.dims + dim] + rest[dim] > in.capacity[owner * in.dims + dim]) {
                return false;
            }
        }
        return true;
    }

    /** Comes back to the depot; says what the cheapest way costs, broken limits included. */
    double comeBack() {
        int depot = in.end(owner);
        for (int label = first; label < end; label++) {
            extend(label, depot, in.least(at, depot), 0);
            if (in.timed) {
                value[label] += penalties.time * overtime(spans[label]);
            }
        }
        int best = cheapest();
        warp = in.timed ? spans[best].warp + overtime(spans[best]) : 0;
        faults = penalties.time * warp;
        for (int dim = 0; dim < in.dims; dim++) {
            excess[dim] = over[best * in.dims + dim] + beyond(best, dim);
            faults += penalties.load[dim] * excess[dim];
        }
        return closed(best);
    }

    private double overtime(Span span) {
        return Math.max(0, span.duration - span.warp - in.longest[owner]);
    }

    private int cheapest() {
        int best = first;
        double least = closed(first);
        for (int label = first + 1; label < end && value[label] < least; label++) {
            double cost = closed(label);
            if (cost < least) {
                least = cost;
                best = label;
            }
        }
        return best;
    }

    /** What a way costs if the trip it is on ends here. */
    private double closed(int label) {
        double sum = value[label];
        for (int dim = 0; dim < in.dims; dim++) {
            sum += penalties.load[dim] * beyond(label, dim);
        }
        return sum;
    }

    private double beyond(int label, int dim) {
        return Math.max(0, load[label * in.dims + dim] - in.capacity[owner * in.dims + dim]);
    }
}
