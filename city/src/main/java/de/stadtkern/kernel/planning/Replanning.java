package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.TourPlans.Carrier;
import de.stadtkern.kernel.planning.TourPlans.Planned;
import de.stadtkern.kernel.planning.TourPlans.Result;
import de.stadtkern.kernel.planning.TourPlans.Served;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Cost;
import de.stadtkern.tours.Effort;
import de.stadtkern.tours.Facility;
import de.stadtkern.tours.Listener;
import de.stadtkern.tours.Pass;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Rules;
import de.stadtkern.tours.Stop;
import de.stadtkern.tours.Stop.Regain;
import de.stadtkern.tours.Stop.Visit;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Timing;
import de.stadtkern.tours.Tours;
import de.stadtkern.tours.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds tours for vehicles that are out: each goes on from where it is, with what it has on board, and back to its depot.
 * To the search, what is on board is a task that the driver was told to do first; its id is below zero.
 */
final class Replanning {

    private static final double SECONDS = 1;

    private final Goal goal;
    private final Map<Long, Job> jobs;
    private final List<Carrier> carriers;
    private final List<Station> stations;
    private final double largest;
    private final Ground ground;

    Replanning(Goal goal, List<Job> jobs, List<Carrier> carriers, List<Station> stations, Routing routing) {
        this.goal = goal;
        this.stations = stations;
        largest = carriers.stream().mapToDouble(Replanning::capacity).max().orElseThrow();
        this.jobs = jobs.stream().collect(Collectors.toMap(Job::id, Function.identity()));
        this.carriers = carriers;
        List<End> ends = new ArrayList<>();
        for (Carrier carrier : carriers) {
            ends.add(End.of(carrier.at()));
            ends.add(End.of(carrier.vehicle().depot()));
        }
        for (Job job : jobs) {
            ends.add(job.entry(false));
            ends.add(job.exit(false));
        }
        stations.forEach(station -> ends.add(End.of(station.place())));
        ground = Ground.over(goal, ends, routing);
    }

    Result result() {
        Map<Long, Task> tasks =
                jobs.values().stream().map(this::task).collect(Collectors.toMap(Task::id, Function.identity()));
        Problem problem = new Problem(
                Stream.concat(
                                tasks.values().stream(),
                                carriers.stream().filter(Replanning::isLimited).map(this::onBoard))
                        .toList(),
                carriers.stream().map(this::vehicle).toList(),
                ground,
                Rules.NONE.withFacilities(stations.stream()
                        .map(station -> new Facility(ground.node(station), station.seconds()))
                        .toArray(Facility[]::new)));
        de.stadtkern.tours.Plan found = Tours.replan(problem, inForce(tasks), Budget.seconds(SECONDS), Listener.SILENT);
        return new Result(
                found.tours().stream().map(this::planned).toList(),
                found.unserved().stream()
                        .map(one -> one.task().id())
                        .filter(jobs::containsKey)
                        .map(this::job)
                        .toList());
    }

    private Task task(Job job) {
        double cost = goal.cost(job.metres(), job.seconds());
        List<Pass> passes = IntStream.range(0, job.passes())
                .mapToObj(pass -> new Pass(
                        ground.node(job.entry(pass == 1)), ground.node(job.exit(pass == 1)), cost, job.seconds()))
                .toList();
        return Task.of(job.id(), passes).withDemand(Math.min(job.demand(), largest));
    }

    private Task onBoard(Carrier carrier) {
        return Task.node(onBoardId(carrier), ground.node(End.of(carrier.at())))
                .withDemand(Math.min(carrier.load(), capacity(carrier)));
    }

    private static long onBoardId(Carrier carrier) {
        return -carrier.vehicle().id();
    }

    private static boolean isLimited(Carrier carrier) {
        return carrier.vehicle().capacity() != null;
    }

    private static double capacity(Carrier carrier) {
        Double capacity = carrier.vehicle().capacity();
        return capacity == null ? Double.POSITIVE_INFINITY : capacity;
    }

    private de.stadtkern.tours.Vehicle vehicle(Carrier carrier) {
        de.stadtkern.tours.Vehicle any = de.stadtkern.tours.Vehicle.at(
                        carrier.vehicle().id(), ground.node(End.of(carrier.at())))
                .endingAt(ground.node(End.of(carrier.vehicle().depot())));
        return isLimited(carrier) ? any.withCapacity(capacity(carrier)).telling(onBoardId(carrier)) : any;
    }

    private de.stadtkern.tours.Plan inForce(Map<Long, Task> tasks) {
        List<de.stadtkern.tours.Tour> tours = carriers.stream()
                .map(carrier -> new de.stadtkern.tours.Tour(
                        carrier.vehicle().id(),
                        1,
                        carrier.inForce().stream()
                                .filter(tasks::containsKey)
                                .map(id -> visit(Objects.requireNonNull(tasks.get(id))))
                                .toList(),
                        Window.ALWAYS,
                        0,
                        Cost.NONE))
                .filter(tour -> !tour.stops().isEmpty())
                .toList();
        return new de.stadtkern.tours.Plan(tours, List.of(), Cost.NONE, new Effort(0, OptionalDouble.empty()));
    }

    private static de.stadtkern.tours.Stop visit(Task task) {
        return new Visit(task, 0, 0, new Timing(0, 0, 0), List.of());
    }

    private Planned planned(de.stadtkern.tours.Tour tour) {
        String name = carriers.stream()
                .filter(carrier -> carrier.vehicle().id() == tour.vehicle())
                .map(carrier -> carrier.vehicle().name())
                .findFirst()
                .orElseThrow();
        return new Planned(tour.vehicle(), name, served(tour), Double.NaN, Double.NaN, Double.NaN);
    }

    private List<Served> served(de.stadtkern.tours.Tour tour) {
        List<Served> served = new ArrayList<>();
        @Nullable Station station = null;
        for (Stop stop : tour.stops()) {
            if (stop instanceof Regain regain) {
                station = station(regain.facility());
            } else if (stop instanceof Visit visit && visit.task().id() > 0) {
                served.add(new Served(job(visit.task().id()), visit.reversed(), Double.NaN, station));
                station = null;
            }
        }
        return served;
    }

    private Station station(Facility facility) {
        return stations.stream()
                .filter(one -> ground.node(one) == facility.node())
                .findFirst()
                .orElseThrow();
    }

    private Job job(long id) {
        return Objects.requireNonNull(jobs.get(id));
    }
}
