package de.stadtkern.tours;

import java.util.Arrays;
import java.util.List;

/**
 * Evaluates any route by driving it: a label for each mode of the task just served and each number of breaks taken holds
 * cost and {@link Span}, the cheapest survives. Where capacity is regained is decided by a second dimension, the task
 * with which a trip began, like {@link Split} within the route.
 */
final class Simulation extends Evaluation {

    private static final int NONE = -1;
    private static final double MOST_LOAD = 1.5;

    private final RushHours rushes;
    private final int[] order;
    private final double[] ahead;
    private int length;
    private int owner;
    private Vehicle vehicle;
    private List<Break> breaks = List.of();

    private final Labels labels = new Labels();
    private int[] trips = new int[0];
    private int states;
    private final double[] load;
    private int facilities;
    private double remaining;
    private int last;

    private double overload;
    private double value;
    private final Span leg = new Span();

    Simulation(Routes routes, Penalties penalties) {
        super(routes, penalties);
        rushes = new RushHours(in.problem.rules().rushes());
        order = new int[in.known + 2];
        ahead = new double[in.known + 2];
        load = new double[in.dims];
        vehicle = Vehicle.at(0, 0);
    }

    @Override
    void prefix(int node) {
        begin(routes.route[node]);
        if (in.isTask(node)) {
            addForwards(routes.next[in.start(owner)], node);
        }
    }

    private void begin(int route) {
        owner = route;
        vehicle = in.fleet.get(route);
        breaks = vehicle.shift().breaks();
        states = in.modes * (breaks.size() + 1);
        length = 0;
        for (int task : in.told[route]) {
            add(task);
        }
    }

    @Override
    void add(int task) {
        order[length++] = task;
    }

    @Override
    void addForwards(int first, int last) {
        for (int node = first; node != last; node = routes.next[node]) {
            add(node);
        }
        add(last);
    }

    @Override
    double suffix(int node) {
        for (int task = node; in.isTask(task); task = routes.next[task]) {
            add(task);
        }
        return price();
    }

    @Override
    void evaluate(int r) {
        prefix(in.start(r));
        routes.cost[r] = suffix(routes.next[in.start(r)]);
        routes.penalty[r] = faults;
        boolean driven = length > 0 && routes.cost[r] < Double.POSITIVE_INFINITY;
        routes.warps[r] = driven ? labels.warp[last] + overtime(last) : 0;
        Arrays.fill(routes.excess, r * in.dims, (r + 1) * in.dims, 0);
        if (driven) {
            noteExcess(r);
        }
        for (int node = in.start(r); node != in.end(r); node = routes.next[node]) {
            int following = routes.next[node];
            routes.head[following] = routes.head[node] + in.least(node, following);
        }
        for (int node = in.end(r); node != in.start(r); node = routes.previous[node]) {
            int before = routes.previous[node];
            routes.tail[before] = routes.tail[node] + in.least(before, node);
        }
    }

    private void noteExcess(int r) {
        Arrays.fill(load, 0);
        for (int label = labels.parent[last]; labels.task[label] != NONE; label = labels.parent[label]) {
            for (int dim = 0; dim < in.dims; dim++) {
                load[dim] += in.demand[labels.task[label] * in.dims + dim];
            }
            if (labels.facility[label] != NONE || labels.task[labels.parent[label]] == NONE) {
                for (int dim = 0; dim < in.dims; dim++) {
                    routes.excess[r * in.dims + dim] += excess(dim);
                    load[dim] = 0;
                }
            }
        }
    }

    /** The stops of a route, with times. */
    Labels drive(int route, int[] tasks) {
        begin(route);
        for (int task : tasks) {
            add(task);
        }
        value = price();
        return labels;
    }

    /** What the route driven last costs, faults included. */
    double value() {
        return value;
    }

    /** Label of the vehicle's arrival at the end; its ancestors are the stops. */
    int last() {
        return last;
    }

    RushHours rushes() {
        return rushes;
    }

    private double price() {
        faults = allowed() ? 0 : Double.POSITIVE_INFINITY;
        double cost = length == 0 || faults > 0 ? faults : driven();
        ceiling = Double.POSITIVE_INFINITY;
        return cost;
    }

    private boolean allowed() {
        for (int index = 0; index < length; index++) {
            if (!in.allowed(owner, order[index])) {
                return false;
            }
        }
        return true;
    }

    private double driven() {
        lookAhead();
        leave();
        if (trips.length <= length) {
            trips = new int[2 * length + 2];
        }
        Arrays.fill(trips, 0, length + 1, NONE);
        trips[0] = layer(order[0]);
        remaining = ahead[0];
        spread(0, 1, trips[0], NONE);
        facilities = overloaded() ? in.facilities.length : 0;
        int starts = facilities == 0 ? 1 : length;
        for (int from = 0; from < starts; from++) {
            if (trips[from] != NONE && !unreached(trips[from])) {
                trip(from);
            }
        }
        faults = labels.faults[last] + penalties.time * (labels.warp[last] + overtime(last));
        return labels.cost[last] + vehicle.rates().perSecond() * labels.duration[last] + faults;
    }

    /** Least cost of what follows each task; a label that exceeds the ceiling with it leads nowhere. */
    private void lookAhead() {
        ahead[length - 1] = in.least(order[length - 1], in.end(owner));
        for (int index = length - 2; index >= 0; index--) {
            ahead[index] = in.least(order[index], order[index + 1]) + ahead[index + 1];
        }
    }

    /** Whether the vehicle cannot take everything at once; else it need not regain capacity. */
    private boolean overloaded() {
        for (int dim = 0; dim < in.dims; dim++) {
            double sum = 0;
            for (int index = 0; index < length; index++) {
                sum += in.demand[order[index] * in.dims + dim];
            }
            if (sum > in.capacity[owner * in.dims + dim]) {
                return true;
            }
        }
        return false;
    }

    private double overtime(int label) {
        return Math.max(0, labels.duration[label] - labels.warp[label] - in.longest[owner]);
    }

    /** The label before the first stop. */
    private void leave() {
        labels.clear();
        int depot = labels.fresh(NONE);
        int slot = in.start(owner) * in.modes;
        double first = in.early[slot];
        labels.cost[depot] = in.fixed[owner];
        labels.early[depot] = rushes.any() && !Double.isFinite(first) ? 0 : first;
        labels.late[depot] = rushes.any() ? labels.early[depot] : in.late[slot];
        labels.slot[depot] = slot;
        last = labels.fresh(NONE);
    }

    private int layer(int task) {
        int base = labels.size();
        for (int state = 0; state < states; state++) {
            int label = labels.fresh(task);
            labels.breaks[label] = state % (breaks.size() + 1);
        }
        return base;
    }

    /** All labels of a trip that begins with a task, and of the trips that may follow it. */
    private void trip(int from) {
        Arrays.fill(load, 0);
        int at = trips[from];
        for (int index = from; ; index++) {
            int task = order[index];
            double over = 0;
            boolean far = false;
            for (int dim = 0; dim < in.dims; dim++) {
                load[dim] += in.demand[task * in.dims + dim];
                over += penalties.load[dim] * excess(dim);
                far |= load[dim] > MOST_LOAD * in.capacity[owner * in.dims + dim];
            }
            if (index == length - 1) {
                comeBack(at, over);
                return;
            }
            if (far && index > from && facilities > 0) {
                return;
            }
            if (facilities > 0) {
                regain(at, index + 1, over);
            }
            int following = layer(order[index + 1]);
            remaining = ahead[index + 1];
            spread(at, states, following, NONE);
            if (unreached(following)) {
                return;
            }
            at = following;
        }
    }

    private boolean unreached(int layer) {
        for (int label = layer; label < layer + states; label++) {
            if (labels.cost[label] < Double.POSITIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    private double excess(int dim) {
        return Math.max(0, load[dim] - in.capacity[owner * in.dims + dim]);
    }

    private void regain(int at, int index, double over) {
        if (trips[index] == NONE) {
            trips[index] = layer(order[index]);
        }
        overload = over;
        remaining = ahead[index];
        for (int facility = 0; facility < facilities; facility++) {
            spread(at, states, trips[index], facility);
        }
        overload = 0;
    }

    /** Extends labels of one layer to the next task, with and without a break. */
    private void spread(int from, int count, int to, int facility) {
        int rests = breaks.size() + 1;
        int next = labels.task[to];
        for (int state = 0; state < count; state++) {
            int label = from + state;
            if (labels.cost[label] == Double.POSITIVE_INFINITY) {
                continue;
            }
            int taken = labels.breaks[label];
            for (int mode = 0; mode < in.passes[next]; mode++) {
                int slot = next * in.modes + mode;
                extend(label, to + mode * rests + taken, slot, facility);
                if (taken < breaks.size()) {
                    extend(label, to + mode * rests + taken + 1, slot, facility);
                }
            }
        }
    }

    private void extend(int label, int target, int slot, int facility) {
        int taken = labels.breaks[target];
        labels.take(label, leg);
        double cost = labels.cost[label];
        int from = labels.slot[label];
        if (taken > labels.breaks[label]) {
            rest(breaks.get(taken - 1));
        }
        if (facility == NONE) {
            cost += go(in.between(in.distance, from, slot), in.between(in.seconds, from, slot));
        } else {
            int place = in.facilities[facility];
            int exit = in.exit[from] * in.places + place;
            cost += go(in.distance[exit], in.seconds[exit]);
            leg.append(
                    in.problem.rules().facilities().get(facility).seconds(),
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY);
            int entry = place * in.places + in.entry[slot];
            cost += go(in.distance[entry], in.seconds[entry]);
        }
        cost += vehicle.rates().perDistance() * in.serveDistance[slot];
        leg.append(in.serveSeconds[slot], in.early[slot], in.late[slot]);
        double faulty = labels.faults[label] + overload;
        double worth = value(cost + faulty, leg.duration, leg.warp);
        if (worth < labels.value[target] && worth + remaining < ceiling) {
            keep(target, label, cost, faulty);
            labels.slot[target] = slot;
            labels.facility[target] = facility;
        }
    }

    private void comeBack(int at, double over) {
        for (int state = 0; state < states; state++) {
            int label = at + state;
            if (labels.cost[label] < Double.POSITIVE_INFINITY) {
                comeBack(label, labels.breaks[label], over);
                if (labels.breaks[label] < breaks.size()) {
                    comeBack(label, labels.breaks[label] + 1, over);
                }
            }
        }
    }

    private void comeBack(int label, int taken, double over) {
        labels.take(label, leg);
        if (taken > labels.breaks[label]) {
            rest(breaks.get(taken - 1));
        }
        int end = in.end(owner) * in.modes;
        double way = in.between(in.distance, labels.slot[label], end);
        double cost = labels.cost[label] + go(way, in.between(in.seconds, labels.slot[label], end));
        leg.append(0, in.early[end], in.late[end]);
        for (int missed = taken; missed < breaks.size(); missed++) {
            leg.warp += Math.max(
                    0,
                    leg.early
                            + leg.duration
                            - leg.warp
                            - breaks.get(missed).window().end());
        }
        double faulty = labels.faults[label] + over;
        double lateness = leg.warp + Math.max(0, leg.duration - leg.warp - in.longest[owner]);
        if (value(cost + faulty, leg.duration, lateness) < labels.value[last]) {
            keep(last, label, cost, faulty);
            labels.breaks[last] = taken;
            labels.slot[last] = end;
        }
    }

    private void keep(int target, int label, double cost, double faulty) {
        labels.cost[target] = cost;
        labels.faults[target] = faulty;
        labels.put(target, leg);
        labels.parent[target] = label;
        labels.value[target] = value(cost + faulty, leg.duration, leg.warp);
    }

    private double value(double cost, double seconds, double lateness) {
        return cost + vehicle.rates().perSecond() * seconds + penalties.time * lateness;
    }

    private void rest(Break rest) {
        leg.append(rest.seconds(), rest.window().begin(), rest.window().end());
    }

    private double go(double distance, double usual) {
        double seconds = rushes.any() ? rushes.seconds(leg.early + leg.duration - leg.warp, usual) : usual;
        leg.duration += seconds;
        return vehicle.rates().perDistance() * distance;
    }
}
