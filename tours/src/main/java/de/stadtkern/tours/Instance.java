package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A problem as flat arrays, the only thing the search reads.
 *
 * <p>Nodes are numbered: first the tasks the search may move, then those already told to a driver, then for each route
 * its start and its end. A task has up to {@link #modes} modes, one for each pass, as in Vidal (2017), "Node, edge, arc
 * routing and turn penalties: multiple problems – one neighborhood extension"; the search never chooses a mode itself,
 * the evaluation of a route does.
 */
final class Instance {

    final Problem problem;
    final List<Task> all = new ArrayList<>();
    final List<Vehicle> fleet = new ArrayList<>();

    final int tasks;
    final int known;
    final int routes;
    final int nodes;
    final int modes;
    final int dims;

    final int[] passes;
    final int[] entry;
    final int[] exit;
    final double[] serveDistance;
    final double[] serveSeconds;
    final double[] early;
    final double[] late;
    final double[] demand;
    final double[] unserved;

    final int places;
    final double[] distance;
    final double[] seconds;
    final int[] facilities;
    final double[] regaining;

    final double[] capacity;
    final double[] fixed;
    final double rate;
    final double leastPerDistance;
    final double leastPerSecond;
    final double[] longest;
    final boolean sameEnds;
    final boolean restricted;

    /** Whether the end of one route can be that of every other. */
    final boolean sameRest;

    final int[][] told;
    final boolean[] allowed;

    final int size;
    final int[] row;
    final double[] least;
    final double[] costs;
    final double[] driving;
    final Detours detours;

    final boolean timed;

    /** Whether tasks have several modes and nothing has a time but the ends of shifts. */
    final boolean shifts;

    /** Whether routes must be driven to say what they cost. */
    final boolean rich;

    /** Whether trips of routes that need not be driven may be parted by facilities. */
    final boolean tips;

    /** Whether what a route costs and carries is a sum along it: it is neither driven nor parted. */
    final boolean summed;

    final boolean uniform;
    final boolean complete;
    final double noWay;

    private final Map<Integer, Integer> placeNumbers = new HashMap<>();
    private final List<Integer> placeNodes = new ArrayList<>();

    Instance(Problem problem) {
        this.problem = problem;
        problem.vehicles().stream()
                .sorted(Comparator.comparingLong(Vehicle::id))
                .forEach(vehicle -> addVehicle(vehicle, problem.tasks().size()));
        routes = fleet.size();
        tasks = sortTasks();
        known = all.size();
        nodes = known + 2 * routes;
        modes = all.stream().mapToInt(task -> task.passes().size()).max().orElse(1);
        dims = dimensions();

        passes = new int[nodes];
        entry = new int[nodes * modes];
        exit = new int[nodes * modes];
        serveDistance = new double[nodes * modes];
        serveSeconds = new double[nodes * modes];
        early = new double[nodes * modes];
        late = new double[nodes * modes];
        demand = new double[nodes * dims];
        capacity = new double[routes * dims];
        fixed = new double[routes];
        told = new int[routes][];
        fillTasks();
        fillRoutes();
        facilities = problem.rules().facilities().stream()
                .mapToInt(facility -> place(facility.node()))
                .toArray();
        regaining = problem.rules().facilities().stream()
                .mapToDouble(Facility::seconds)
                .toArray();

        places = placeNodes.size();
        distance = matrix(false);
        seconds = matrix(true);
        noWay = closeGaps();
        unserved = LeavingOut.costs(this);
        allowed = access();

        shifts = modes > 1 && isTimed() && !hasTimes();
        timed = isTimed() && !shifts;
        rich = isRich();
        tips = !rich && facilities.length > 0;
        summed = !rich && !tips;
        complete = all.stream().noneMatch(Task::optional);
        sameEnds = haveSameEnds();
        restricted = all.stream().anyMatch(task -> !task.access().equals(Access.ANY));
        sameRest = sameEnds && !restricted;
        uniform = isUniform();

        longest = fleet.stream().mapToDouble(Instance::longest).toArray();
        rate = fleet.isEmpty() ? 1 : fleet.getFirst().rates().perDistance();
        leastPerDistance = leastRate(Rates::perDistance);
        leastPerSecond = leastRate(Rates::perSecond);
        row = new int[nodes];
        size = numberRows();
        least = leastCosts();
        driving = timed && !rich ? drivingTimes() : new double[0];
        detours = new Detours(this);
        costs = rich ? new double[0] : modes == 1 ? least : modeCosts();
    }

    int start(int route) {
        return known + 2 * route;
    }

    int end(int route) {
        return known + 2 * route + 1;
    }

    boolean isTask(int node) {
        return node < tasks;
    }

    /** Lower bound of driving from one node to another and serving that, exact when both have one mode. */
    double least(int from, int to) {
        return least[row[from] * size + row[to]];
    }

    /** For plain routes with times how long driving from one node to another takes. */
    double driving(int from, int to) {
        return driving[row[from] * size + row[to]];
    }

    /** Lower bound of driving from one node to another by way of a facility and serving that. */
    double leastBy(int facility, int from, int to) {
        double best = Double.POSITIVE_INFINITY;
        for (int a = from * modes; a < from * modes + passes[from]; a++) {
            int there = exit[a] * places + facilities[facility];
            for (int b = to * modes; b < to * modes + passes[to]; b++) {
                int away = facilities[facility] * places + entry[b];
                double far = distance[there] + distance[away] + serveDistance[b];
                double time = seconds[there] + regaining[facility] + seconds[away] + serveSeconds[b];
                best = Math.min(best, leastPerDistance * far + leastPerSecond * time);
            }
        }
        return best;
    }

    /** Lower bound of getting to a task from anywhere and serving it. */
    double cheapestWayTo(int task) {
        double cheapest = Double.POSITIVE_INFINITY;
        for (int from = 0; from < nodes; from++) {
            cheapest = from == task ? cheapest : Math.min(cheapest, least(from, task));
        }
        return facilities.length == 0 ? cheapest : 0;
    }

    /** What serving all tasks costs at least, wherever the vehicles come from. */
    double serving() {
        double sum = 0;
        for (int task = 0; task < tasks; task++) {
            double cheapest = Double.POSITIVE_INFINITY;
            for (int slot = task * modes; slot < task * modes + passes[task]; slot++) {
                cheapest = Math.min(cheapest, rate * serveDistance[slot]);
            }
            sum += cheapest;
        }
        return sum;
    }

    /** Whether a route of this cost drives on ways that exist. */
    boolean canReach(double cost) {
        return cost < noWay / 1e3;
    }

    boolean allowed(int route, int task) {
        return allowed[route * known + task];
    }

    private void addVehicle(Vehicle vehicle, int most) {
        for (int copy = 0; copy < Math.min(vehicle.count(), Math.max(1, most)); copy++) {
            fleet.add(vehicle);
        }
    }

    private int sortTasks() {
        Map<Long, Task> free = new HashMap<>();
        problem.tasks().forEach(task -> free.put(task.id(), task));
        List<Task> fixedTasks = new ArrayList<>();
        for (Vehicle vehicle : fleet) {
            for (Long id : vehicle.told()) {
                fixedTasks.add(Objects.requireNonNull(free.remove(id)));
            }
        }
        free.values().stream().sorted(Comparator.comparingLong(Task::id)).forEach(all::add);
        int movable = all.size();
        all.addAll(fixedTasks);
        return movable;
    }

    private int dimensions() {
        int most = 1;
        for (Task task : all) {
            most = Math.max(most, task.demand().size());
        }
        return most;
    }

    private int place(int node) {
        return placeNumbers.computeIfAbsent(node, fresh -> {
            placeNodes.add(fresh);
            return placeNodes.size() - 1;
        });
    }

    private void fillTasks() {
        for (int task = 0; task < known; task++) {
            Task given = all.get(task);
            passes[task] = given.passes().size();
            double deadline = Objects.requireNonNullElse(
                    problem.rules().deadlines().get(given.priority()), Double.POSITIVE_INFINITY);
            for (int mode = 0; mode < modes; mode++) {
                Pass pass = given.passes().get(Math.min(mode, passes[task] - 1));
                int slot = task * modes + mode;
                entry[slot] = place(pass.entry());
                exit[slot] = place(pass.exit());
                serveDistance[slot] = pass.distance();
                serveSeconds[slot] = pass.seconds();
                early[slot] = given.window().begin();
                late[slot] = Math.min(given.window().end(), deadline - pass.seconds());
            }
            for (int dim = 0; dim < given.demand().size(); dim++) {
                demand[task * dims + dim] = given.demand().get(dim);
            }
        }
    }

    private void fillRoutes() {
        int next = tasks;
        for (int route = 0; route < routes; route++) {
            Vehicle vehicle = fleet.get(route);
            fillDepot(start(route), place(vehicle.start()), vehicle);
            fillDepot(
                    end(route), vehicle.end().isPresent() ? place(vehicle.end().getAsInt()) : -1, vehicle);
            for (int dim = 0; dim < dims; dim++) {
                capacity[route * dims + dim] =
                        dim < vehicle.capacity().size() ? vehicle.capacity().get(dim) : Double.POSITIVE_INFINITY;
            }
            fixed[route] = vehicle.rates().fixed();
            told[route] = new int[vehicle.told().size()];
            for (int index = 0; index < told[route].length; index++) {
                told[route][index] = next++;
            }
        }
    }

    private void fillDepot(int node, int place, Vehicle vehicle) {
        passes[node] = 1;
        for (int mode = 0; mode < modes; mode++) {
            int slot = node * modes + mode;
            entry[slot] = place;
            exit[slot] = place;
            early[slot] = vehicle.shift().hours().begin();
            late[slot] = vehicle.shift().hours().end();
        }
    }

    private double[] matrix(boolean time) {
        double[] matrix = new double[places * places];
        Travel travel = problem.travel();
        boolean same = true;
        for (int from = 0; from < places; from++) {
            for (int to = 0; to < places; to++) {
                int a = placeNodes.get(from);
                int b = placeNodes.get(to);
                double value = time ? travel.seconds(a, b) : travel.distance(a, b);
                if (!(value >= 0)) {
                    throw new IllegalArgumentException("travel from " + a + " to " + b
                            + " must be at least 0, or infinity where there is no way, but is " + value);
                }
                matrix[from * places + to] = value;
                same &= time && value == distance[from * places + to];
            }
        }
        return time && same ? distance : matrix;
    }

    /** Where there is no way, a finite cost that no tour can be worth; sums stay numbers. */
    private double closeGaps() {
        double longest = 1;
        for (double value : distance) {
            longest = value < Double.POSITIVE_INFINITY ? Math.max(longest, value) : longest;
        }
        double closed = longest * 1e12;
        for (double[] matrix : List.of(distance, seconds)) {
            for (int index = 0; index < matrix.length; index++) {
                matrix[index] = Math.min(matrix[index], closed);
            }
        }
        return closed;
    }

    private boolean[] access() {
        boolean[] access = new boolean[routes * known];
        for (int route = 0; route < routes; route++) {
            for (int task = 0; task < known; task++) {
                access[route * known + task] = all.get(task).access().allows(fleet.get(route));
            }
        }
        return access;
    }

    private boolean isTimed() {
        for (int slot = 0; slot < nodes * modes; slot++) {
            if (early[slot] > Double.NEGATIVE_INFINITY || late[slot] < Double.POSITIVE_INFINITY) {
                return true;
            }
        }
        return fleet.stream()
                .anyMatch(vehicle -> vehicle.shift().longest() < Double.POSITIVE_INFINITY
                        || !vehicle.shift().breaks().isEmpty());
    }

    private boolean hasTimes() {
        for (int slot = 0; slot < known * modes; slot++) {
            if (early[slot] > Double.NEGATIVE_INFINITY || late[slot] < Double.POSITIVE_INFINITY) {
                return true;
            }
        }
        return fleet.stream().anyMatch(vehicle -> !vehicle.shift().breaks().isEmpty());
    }

    /** Where nothing else has a time, the hours of a shift are no more than a limit to its length. */
    private static double longest(Vehicle vehicle) {
        Window hours = vehicle.shift().hours();
        return Math.min(vehicle.shift().longest(), hours.end() - hours.begin());
    }

    private boolean isRich() {
        Rules rules = problem.rules();
        boolean special = !rules.rushes().isEmpty() || !rules.precedences().isEmpty();
        boolean differing = fleet.stream()
                .anyMatch(vehicle -> !vehicle.rates().equals(fleet.getFirst().rates())
                        || !vehicle.shift().breaks().isEmpty()
                        || !vehicle.told().isEmpty());
        boolean arcs = modes > 1
                && (timed
                        || !rules.facilities().isEmpty()
                        || fleet.stream().anyMatch(vehicle -> vehicle.rates().perSecond() > 0));
        return special || differing || arcs;
    }

    private boolean isUniform() {
        if (rich || tips || !complete || !sameRest) {
            return false;
        }
        Vehicle first = fleet.getFirst();
        return fleet.stream()
                .allMatch(vehicle ->
                        vehicle.start() == first.start() && vehicle.capacity().equals(first.capacity()));
    }

    private boolean haveSameEnds() {
        return !fleet.isEmpty()
                && fleet.stream()
                        .allMatch(vehicle -> vehicle.end()
                                        .equals(fleet.getFirst().end())
                                && vehicle.shift().equals(fleet.getFirst().shift()));
    }

    private int numberRows() {
        Map<Integer, Integer> depots = new HashMap<>();
        for (int node = 0; node < nodes; node++) {
            int place = entry[node * modes];
            row[node] = node < known ? node : depots.computeIfAbsent(place, fresh -> known + depots.size());
        }
        for (int route = 0; route < routes; route++) {
            if (told[route].length > 0) {
                row[start(route)] = told[route][told[route].length - 1];
            }
        }
        return known + depots.size();
    }

    private double leastRate(ToDoubleFunction<Rates> rate) {
        return fleet.stream().map(Vehicle::rates).mapToDouble(rate).min().orElse(Double.POSITIVE_INFINITY);
    }

    private double[] leastCosts() {
        double[] costs = new double[size * size];
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                if (!toldOnly(from) && !toldOnly(to) && (from < known || to < known || row[from] != row[to])) {
                    costs[row[from] * size + row[to]] = leastCost(from, to);
                }
            }
        }
        return costs;
    }

    /** Whether a node is the start of a route that has gone on to a task already told. */
    private boolean toldOnly(int node) {
        return node >= known && row[node] < known;
    }

    private double leastCost(int from, int to) {
        double best = Double.POSITIVE_INFINITY;
        for (int a = from * modes; a < from * modes + passes[from]; a++) {
            for (int b = to * modes; b < to * modes + passes[to]; b++) {
                double cost = leastPerDistance * (between(distance, a, b) + serveDistance[b])
                        + leastPerSecond * (between(seconds, a, b) + serveSeconds[b]);
                best = Math.min(best, cost);
            }
        }
        return best;
    }

    /** For plain routes with times how long driving between two rows takes. */
    private double[] drivingTimes() {
        double[] times = new double[size * size];
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                times[row[from] * size + row[to]] = between(seconds, from, to);
            }
        }
        return times;
    }

    /** For plain routes what driving between two rows and serving the second costs, for each mode of both. */
    private double[] modeCosts() {
        return blocks(Double.POSITIVE_INFINITY, (a, b) -> rate * (between(distance, a, b) + serveDistance[b]));
    }

    /** How long driving between two rows and serving the second takes, in the same order as {@link #costs}. */
    double[] modeTimes() {
        return blocks(0, (a, b) -> between(seconds, a, b) + serveSeconds[b]);
    }

    /** Something about driving from one mode to another. */
    private interface Way {
        double of(int from, int to);
    }

    private double[] blocks(double nowhere, Way way) {
        double[] blocks = new double[size * size * modes * modes];
        Arrays.fill(blocks, nowhere);
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                int block = block(from, to);
                for (int a = 0; a < passes[from]; a++) {
                    for (int b = 0; b < passes[to]; b++) {
                        blocks[block + a * modes + b] = way.of(from * modes + a, to * modes + b);
                    }
                }
            }
        }
        return blocks;
    }

    /** Where the {@link #costs} of driving from one node to another begin: for each mode of the first those of the second. */
    int block(int from, int to) {
        return (row[from] * size + row[to]) * modes * modes;
    }

    /** Entry of a matrix for driving from one mode to another; nothing to or from nowhere. */
    double between(double[] matrix, int from, int to) {
        int a = exit[from];
        int b = entry[to];
        return a < 0 || b < 0 ? 0 : matrix[a * places + b];
    }
}
