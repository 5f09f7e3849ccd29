package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.Drive.Step;
import de.stadtkern.kernel.planning.Solution.LeftOut;
import de.stadtkern.kernel.planning.Solution.Reason;
import de.stadtkern.kernel.planning.TourPlans.Nearest;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Cost;
import de.stadtkern.tours.Effort;
import de.stadtkern.tours.Listener;
import de.stadtkern.tours.Pass;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Stop.Visit;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Timing;
import de.stadtkern.tours.Tours;
import de.stadtkern.tours.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds tours for a plan. A locked tour is left out of the search with its jobs; a locked stop may be served by its
 * vehicle only. A search that has a result to begin with improves that.
 *
 * <p>Times by which jobs are due and stations on the way make a search slow, so it goes by stages: first every trip from
 * depot to depot for itself, with no times but the last. Where that keeps all times, it is the answer; else {@link
 * Rounds} finds one.
 */
final class Solver {

    private static final double SHARE_OF_TRIPS = 0.6;

    private final Plan plan;
    private final Listener listener;
    private final List<Tour> locked;
    private final Map<Long, Job> free;
    private final List<Vehicle> vehicles;
    private final Map<Long, Long> bound = new HashMap<>();
    private final Ground ground;

    Solver(Plan plan, Routing routing, Listener listener) {
        this.plan = plan;
        this.listener = listener;
        Solution now = plan.solution();
        locked = now.tours().stream().filter(Tour::locked).toList();
        free = plan.jobsById();
        locked.forEach(tour -> tour.stops().forEach(stop -> free.remove(stop.job())));
        vehicles = plan.vehicles().stream()
                .filter(vehicle -> locked.stream().noneMatch(tour -> tour.vehicle() == vehicle.id()))
                .toList();
        now.tours()
                .forEach(tour -> tour.stops().stream()
                        .filter(stop -> stop.locked() && free.containsKey(stop.job()))
                        .forEach(stop -> bound.put(stop.job(), tour.vehicle())));
        ground = Ground.under(plan, free.values(), vehicles, routing);
    }

    /**
     * What a search has found.
     *
     * @param tours as they are driven
     * @param leftOut what is in none of them
     * @param delayed what could not be served in time, and why
     */
    record Found(List<Tour> tours, List<LeftOut> leftOut, List<LeftOut> delayed) {}

    Solution solve() {
        NearestNeighbour nearest = locked.isEmpty() ? NearestNeighbour.best(plan, ground) : null;
        Found found = trips();
        if (!isRight(found)) {
            List<Tour> begun = nearest == null || !bound.isEmpty()
                    ? List.of()
                    : nearest.found().tours();
            found = new Rounds(this, plan, ground, vehicles, free.values(), begun).found(bound.keySet());
            if (nearest != null && bound.isEmpty() && missed(nearest.found()) < missed(found)) {
                found = new Found(begun, nearest.found().leftOut(), found.delayed());
            }
        }
        List<Tour> tours = Stream.concat(locked.stream(), found.tours().stream())
                .sorted(Comparator.comparingLong(Tour::vehicle))
                .toList();
        Nearest figures = nearest == null ? null : nearest.figures();
        return new Solution(tours, found.leftOut(), ground.isOnRoads(), found.delayed(), figures);
    }

    /** Whether nothing is left that times and stations could be to blame for. */
    private boolean isRight(Found found) {
        return isPlain() || found.leftOut().isEmpty() && found.tours().stream().allMatch(this::keepsTimes);
    }

    private boolean isPlain() {
        return !plan.isTimed() && plan.stations().isEmpty();
    }

    private boolean keepsTimes(Tour tour) {
        return !tour.isTooLong(plan.getVehicle(tour.vehicle())) && late(List.of(tour)) == 0;
    }

    private long missed(Found found) {
        return late(found.tours()) + found.leftOut().size();
    }

    /** How many stops are late. */
    private long late(List<Tour> tours) {
        return tours.stream()
                .flatMap(tour -> tour.stops().stream()
                        .filter(stop -> plan.late(plan.getVehicle(tour.vehicle()), job(stop.job()), stop) > 0))
                .count();
    }

    /** Every trip from depot to depot on its own, several for each vehicle where it can load again. */
    private Found trips() {
        List<Task> tasks = free.values().stream()
                .sorted(Comparator.comparingLong(Job::id))
                .map(this::task)
                .toList();
        int trips = tripsOfEach();
        double last = free.values().stream().mapToDouble(plan::due).max().orElse(Double.POSITIVE_INFINITY);
        Problem problem = new Problem(
                tasks,
                vehicles.stream()
                        .map(one -> within(vehicle(one).times(trips), Math.min(one.longest(), last - plan.begin(one))))
                        .toList(),
                ground);
        var found = search(problem, inForce(tasks, trips(plan.solution().tours())), isPlain() ? 1 : SHARE_OF_TRIPS);
        List<Trip> all = found.tours().stream()
                .map(tour -> new Trip(plan.getVehicle(tour.vehicle()), steps(tour)))
                .toList();
        return new Found(Trip.chained(plan, ground, vehicles, all, bound.keySet()), leftOut(found), List.of());
    }

    /** Enough to take up everything; one where nothing can be loaded again. */
    private int tripsOfEach() {
        double capacity = vehicles.stream()
                .mapToDouble(one -> Objects.requireNonNullElse(one.capacity(), Double.POSITIVE_INFINITY))
                .sum();
        double demand = free.values().stream().mapToDouble(Job::demand).sum();
        return plan.stations().isEmpty() || !(capacity > 0) || Double.isInfinite(capacity)
                ? 1
                : (int) Math.min(Plans.MOST_JOBS, Math.ceil(demand / capacity) + 1);
    }

    /** Finds tours, or better ones, within a share of the time. */
    de.stadtkern.tours.Plan search(Problem problem, de.stadtkern.tours.Plan begun, double share) {
        return Tours.replan(problem, begun, Budget.seconds(share * plan.goal().seconds()), listener);
    }

    private Job job(long id) {
        return Objects.requireNonNull(free.get(id));
    }

    Task task(Job job) {
        double cost = plan.goal().cost(job.metres(), job.seconds());
        List<Pass> passes = IntStream.range(0, job.passes())
                .mapToObj(pass -> new Pass(
                        ground.node(job.entry(pass == 1)), ground.node(job.exit(pass == 1)), cost, job.seconds()))
                .toList();
        Task task = Task.of(job.id(), passes).withDemand(job.demand());
        Long by = bound.get(job.id());
        return by == null ? task : task.onlyBy(by);
    }

    private de.stadtkern.tours.Vehicle vehicle(Vehicle one) {
        var vehicle = de.stadtkern.tours.Vehicle.at(one.id(), ground.node(End.of(one.depot())));
        return one.capacity() == null ? vehicle : vehicle.withCapacity(one.capacity());
    }

    static de.stadtkern.tours.Vehicle within(de.stadtkern.tours.Vehicle vehicle, double seconds) {
        return Double.isInfinite(seconds) ? vehicle : vehicle.withLongest(Math.max(0, seconds));
    }

    /** The free tours, cut where something is loaded again. */
    private static List<List<Tour>> trips(List<Tour> tours) {
        return tours.stream()
                .filter(tour -> !tour.locked())
                .map(tour -> {
                    List<List<Tour.Stop>> trips = new ArrayList<>();
                    for (Tour.Stop stop : tour.stops()) {
                        if (trips.isEmpty() || stop.station() != null) {
                            trips.add(new ArrayList<>());
                        }
                        trips.getLast().add(stop);
                    }
                    return trips.stream().map(tour::withStops).toList();
                })
                .toList();
    }

    /** What each vehicle does in one or several trips, of which the search needs nothing but the order. */
    static de.stadtkern.tours.Plan inForce(List<Task> tasks, List<List<Tour>> given) {
        Map<Long, Task> byId = new HashMap<>();
        tasks.forEach(task -> byId.put(task.id(), task));
        List<de.stadtkern.tours.Tour> tours = new ArrayList<>();
        for (List<Tour> trips : given) {
            for (int number = 1; number <= trips.size(); number++) {
                Tour trip = trips.get(number - 1);
                List<de.stadtkern.tours.Stop> stops = trip.stops().stream()
                        .map(stop -> visit(Objects.requireNonNull(byId.get(stop.job())), stop))
                        .toList();
                if (!stops.isEmpty()) {
                    tours.add(new de.stadtkern.tours.Tour(trip.vehicle(), number, stops, Window.ALWAYS, 0, Cost.NONE));
                }
            }
        }
        return new de.stadtkern.tours.Plan(tours, List.of(), Cost.NONE, new Effort(0, OptionalDouble.empty()));
    }

    private static de.stadtkern.tours.Stop visit(Task task, Tour.Stop stop) {
        return new Visit(task, stop.reversed() ? 1 : 0, 0, new Timing(0, 0, 0), List.of());
    }

    List<Step> steps(de.stadtkern.tours.Tour tour) {
        return tour.visits()
                .map(visit -> new Step(job(visit.task().id()), visit.reversed(), null))
                .toList();
    }

    static List<LeftOut> leftOut(de.stadtkern.tours.Plan found) {
        return found.unserved().stream()
                .map(one ->
                        new LeftOut(one.task().id(), Reason.valueOf(one.reason().name())))
                .toList();
    }
}
