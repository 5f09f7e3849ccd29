package de.stadtkern.tours;

import java.util.Arrays;

/**
 * Evaluates any route by driving it: a label for each mode of the task just served and each number of breaks taken holds
 * cost and {@link Span}, the cheapest survives. Where capacity is regained is decided by a second dimension, the trips of
 * a {@link Trail}, like {@link Split} within the route. A route that was driven keeps its trail, so that what is changed
 * behind a stop is driven from there.
 */
final class Simulation extends Evaluation {

    private static final int NONE = Legs.NONE;
    private static final double MOST_LOAD = 1.5;

    private final RushHours rushes;
    private final Legs legs;
    private final int[] order;
    private final double[] ahead;
    private int length;
    private int unchanged;
    private int owner;
    private Break[] breaks = {};

    private final Break[][] rests;
    private final Trail[] trails;
    private final Outlook outlook;
    private final int[] stopOf;
    private final Trail scratch;
    private Trail from;
    private int stop;
    private Trail road;
    private Labels labels;
    private int states;
    private final double[] load;
    private boolean fits;
    private int last;

    private double value;

    Simulation(Routes routes, Penalties penalties) {
        super(routes, penalties);
        rushes = new RushHours(in.problem.rules().rushes());
        legs = new Legs(in, penalties, rushes);
        order = new int[in.known + 2];
        ahead = new double[in.known + 2];
        load = new double[in.dims];
        stopOf = new int[in.nodes];
        rests = in.fleet.stream()
                .map(one -> one.shift().breaks().toArray(Break[]::new))
                .toArray(Break[][]::new);
        outlook = new Outlook(routes, penalties);
        trails = new Trail[in.routes];
        Arrays.setAll(trails, route -> new Trail(in.dims));
        scratch = new Trail(in.dims);
        from = scratch;
        road = scratch;
        labels = scratch.labels;
    }

    @Override
    void prefix(int node) {
        begin(routes.route[node], scratch);
        from = trails[owner];
        stop = stopOf[node];
    }

    private void begin(int route, Trail along) {
        owner = route;
        breaks = rests[route];
        states = in.modes * (breaks.length + 1);
        length = 0;
        unchanged = order.length;
        road = along;
        labels = along.labels;
        legs.begin(route, breaks, labels);
        road.clear();
    }

    private void leaveDepot(int route, Trail along) {
        begin(route, along);
        leave();
        from = along;
        stop = 0;
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
        if (in.isTask(node) && road == scratch && (in.sameEnds || routes.route[node] == owner)) {
            unchanged = length;
        }
        for (int task = node; in.isTask(task); task = routes.next[task]) {
            add(task);
        }
        return price();
    }

    @Override
    void evaluate(int r) {
        leaveDepot(r, trails[r]);
        int at = length;
        for (int node = in.start(r); node != in.end(r); node = routes.next[node]) {
            stopOf[node] = at++;
        }
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
        outlook.look(r);
    }

    private void noteExcess(int r) {
        Arrays.fill(load, 0);
        for (int label = labels.parent[last]; labels.task[label] != NONE; label = labels.parent[label]) {
            for (int dim = 0; dim < in.dims; dim++) {
                load[dim] += in.demand[labels.task[label] * in.dims + dim];
            }
            if (labels.facility[label] != NONE || labels.task[labels.parent[label]] == NONE) {
                for (int dim = 0; dim < in.dims; dim++) {
                    routes.excess[r * in.dims + dim] += Math.max(0, load[dim] - in.capacity[r * in.dims + dim]);
                    load[dim] = 0;
                }
            }
        }
    }

    /** The stops of a route, with times. */
    Labels drive(int route, int[] tasks) {
        leaveDepot(route, scratch);
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
        last = labels.fresh(NONE);
        faults = allowed() ? 0 : Double.POSITIVE_INFINITY;
        boolean lost = faults > 0 || stop > from.last();
        double cost = lost ? Double.POSITIVE_INFINITY : length == 0 && stop == 0 ? 0 : driven();
        faults = lost ? cost : faults;
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
        legs.ceiling = ceiling;
        lookAhead();
        fits = !overloaded();
        for (int index = 0; index < length; index++) {
            step(order[index], index);
            from = road;
            stop = road.last();
            if (from.first(stop) == from.end(stop)) {
                faults = Double.POSITIVE_INFINITY;
                return faults;
            }
        }
        for (int trip = from.first(stop); trip < end(); trip++) {
            comeBack(from.layer(trip), over(trip));
        }
        faults = labels.faults[last] + penalties.time * (labels.warp[last] + overtime(last));
        return labels.cost[last] + in.fleet.get(owner).rates().perSecond() * labels.duration[last] + faults;
    }

    /** Least cost of what follows each task; a label that exceeds the ceiling with it leads nowhere. */
    private void lookAhead() {
        int from = Math.min(unchanged, length - 1);
        if (unchanged < length) {
            ahead[unchanged] = outlook.after(order[unchanged], in.demand, order[unchanged]);
        } else if (length > 0) {
            ahead[length - 1] = in.least(order[length - 1], in.end(owner));
        }
        for (int index = from - 1; index >= 0; index--) {
            ahead[index] = in.least(order[index], order[index + 1]) + ahead[index + 1];
        }
    }

    /** Whether the vehicle cannot take everything at once; else it need not regain capacity. */
    private boolean overloaded() {
        for (int dim = 0; dim < in.dims; dim++) {
            double sum = from.sum(stop, dim);
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

    /** The labels before the first stop. */
    private void leave() {
        road.stop();
        int depot = layer(NONE);
        road.trip(depot);
        int slot = in.start(owner) * in.modes;
        double first = in.early[slot];
        labels.cost[depot] = in.fixed[owner];
        labels.early[depot] = rushes.any() && !Double.isFinite(first) ? 0 : first;
        labels.late[depot] = rushes.any() ? labels.early[depot] : in.late[slot];
        labels.slot[depot] = slot;
        for (int dim = 0; dim < in.dims; dim++) {
            road.sum(dim, 0);
        }
    }

    private int layer(int task) {
        int base = labels.size();
        for (int state = 0; state < states; state++) {
            int label = labels.fresh(task);
            labels.breaks[label] = state % (breaks.length + 1);
        }
        return base;
    }

    /** One more than the last trip that matters: who can take everything at once stays on the first. */
    private int end() {
        return fits ? Math.min(from.first(stop) + 1, from.end(stop)) : from.end(stop);
    }

    /** Serves one task more: the trips under way go on, and another begins behind a facility. */
    private void step(int task, int index) {
        int begin = from.first(stop);
        int end = road == scratch ? end() : from.end(stop);
        road.stop();
        for (int dim = 0; dim < in.dims; dim++) {
            road.sum(dim, from.sum(stop, dim) + in.demand[task * in.dims + dim]);
        }
        boolean regains = in.facilities.length > 0 && stop > 0 && (!fits || road != scratch);
        int fresh = regains ? layer(task) : NONE;
        boolean known = index >= unchanged;
        legs.latest = known && !rushes.any() ? outlook.latest(task) : Double.POSITIVE_INFINITY;
        double light = known ? outlook.after(task, in.demand, task) : ahead[index];
        for (int trip = begin; trip < end; trip++) {
            int base = from.layer(trip);
            legs.remaining = light;
            if (regains) {
                regain(base, fresh, over(trip));
            }
            if (isEnough(trip, task)) {
                continue;
            }
            for (int dim = 0; dim < in.dims; dim++) {
                load[dim] = from.load(trip, dim) + in.demand[task * in.dims + dim];
            }
            legs.remaining = known ? outlook.after(task, load, 0) : light;
            int following = layer(task);
            spread(base, following, NONE);
            if (!unreached(following)) {
                board(road.trip(following), trip, task);
            }
        }
        if (regains && !unreached(fresh)) {
            board(road.trip(fresh), NONE, task);
        }
        road.prune(road.first(road.last()) + 1, states);
    }

    private void board(int trip, int before, int task) {
        for (int dim = 0; dim < in.dims; dim++) {
            double already = before == NONE ? 0 : from.load(before, dim);
            road.load(trip, dim, already + in.demand[task * in.dims + dim]);
        }
    }

    /** Whether a trip would be so far beyond capacity with a task that it is not worth going on. */
    private boolean isEnough(int trip, int task) {
        boolean far = false;
        for (int dim = 0; dim < in.dims; dim++) {
            double more = from.load(trip, dim) + in.demand[task * in.dims + dim];
            far |= more > MOST_LOAD * in.capacity[owner * in.dims + dim];
        }
        return far && stop > 0 && in.facilities.length > 0;
    }

    private double over(int trip) {
        double over = 0;
        for (int dim = 0; dim < in.dims; dim++) {
            over += penalties.load[dim] * Math.max(0, from.load(trip, dim) - in.capacity[owner * in.dims + dim]);
        }
        return over;
    }

    private boolean unreached(int layer) {
        for (int label = layer; label < layer + states; label++) {
            if (labels.cost[label] < Double.POSITIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    private void regain(int at, int fresh, double over) {
        legs.overload = over;
        for (int facility = 0; facility < in.facilities.length; facility++) {
            spread(at, fresh, facility);
        }
        legs.overload = 0;
    }

    /** Extends labels of one layer to the next task, with and without a break. */
    private void spread(int at, int to, int facility) {
        int rests = breaks.length + 1;
        int next = labels.task[to];
        for (int label = at; label < at + states; label++) {
            if (from.labels.cost[label] == Double.POSITIVE_INFINITY) {
                continue;
            }
            int taken = from.labels.breaks[label];
            for (int mode = 0; mode < in.passes[next]; mode++) {
                int slot = next * in.modes + mode;
                legs.extend(from.labels, label, to + mode * rests + taken, slot, facility);
                if (taken < breaks.length) {
                    legs.extend(from.labels, label, to + mode * rests + taken + 1, slot, facility);
                }
            }
        }
    }

    private void comeBack(int at, double over) {
        Labels before = from.labels;
        for (int label = at; label < at + states; label++) {
            if (before.cost[label] < Double.POSITIVE_INFINITY) {
                legs.comeBack(before, label, before.breaks[label], over, last);
                if (before.breaks[label] < breaks.length) {
                    legs.comeBack(before, label, before.breaks[label] + 1, over, last);
                }
            }
        }
    }
}
