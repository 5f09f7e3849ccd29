package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderWork.Load;
import de.stadtkern.kernel.dispatch.Replan.Content;
import de.stadtkern.kernel.dispatch.Replan.Part;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Job;
import de.stadtkern.kernel.planning.TourPlans;
import de.stadtkern.kernel.planning.TourPlans.Carrier;
import de.stadtkern.kernel.planning.TourPlans.Planned;
import de.stadtkern.kernel.planning.TourPlans.Result;
import de.stadtkern.kernel.routing.RoadClosures;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Computes how open stops could be driven from now on. What is done, and the stop that a running tour has begun, stay
 * where they are; every other open stop goes to the vehicles that go on, each from where it is.
 */
@Component
class Replanner {

    private final TourPlans plans;
    private final Tasks tasks;
    private final TourPositions positions;
    private final RoadClosures closures;

    Replanner(TourPlans plans, Tasks tasks, TourPositions positions, RoadClosures closures) {
        this.plans = plans;
        this.tasks = tasks;
        this.positions = positions;
        this.closures = closures;
    }

    /**
     * What is asked for.
     *
     * @param load what the order's vehicles take up; null when nothing
     * @param base from where a tour without a vehicle comes and goes
     * @param tours of the order that are not over
     * @param abandoned open stops of tours that were broken off before
     * @param ending ids of the tours that end now
     * @param more vehicles that are to help
     * @param added new tasks
     */
    record Question(
            @Nullable Load load,
            Position base,
            List<Tour> tours,
            List<Tour> abandoned,
            Set<Long> ending,
            List<Vehicle> more,
            List<TourStop> added) {}

    /**
     * Somebody who goes on: a tour, or a vehicle that helps.
     *
     * @param load what is on board when what is begun is done
     */
    private record Driver(
            @Nullable Tour tour, @Nullable Vehicle vehicle, String name, Begun begun, Loading loading, double load) {

        static Driver of(Tour tour, @Nullable Vehicle vehicle, Begun begun, Loading loading) {
            double taken = loading.taken(tour);
            List<TourStop> stops = loading.over(begun.stops(), taken);
            return new Driver(
                    tour, vehicle, tour.name(), new Begun(stops, begun.at()), loading, loading.after(stops, taken));
        }
    }

    /**
     * Where a driver begins.
     *
     * @param stops already begun, so that they stay
     * @param at where the vehicle is when they are done
     */
    record Begun(List<TourStop> stops, Position at) {}

    Content answer(Question question) {
        List<Driver> drivers = drivers(question);
        Map<Integer, String> closed = closed(question);
        Set<Integer> stay = new HashSet<>(closed.keySet());
        drivers.forEach(driver -> driver.begun().stops().forEach(stop -> stay.add(stop.number())));
        Map<Integer, TourStop> free = Stream.of(
                        question.tours().stream().flatMap(tour -> open(tour).stream()),
                        question.abandoned().stream().flatMap(tour -> open(tour).stream()),
                        question.added().stream())
                .flatMap(Function.identity())
                .filter(stop -> !stay.contains(stop.number()))
                .collect(Collectors.toMap(TourStop::number, Function.identity()));
        List<Carrier> carriers = new ArrayList<>();
        for (Driver driver : drivers) {
            carriers.add(carrier(carriers.size() + 1, driver, question.base()));
        }
        Loading any = new Loading(question.load(), null);
        Result found = plans.replan(
                tasks.jobs(free.values()).stream()
                        .map(job -> job.withDemand(any.demand(Objects.requireNonNull(free.get((int) job.id())))))
                        .toList(),
                carriers,
                question.load() == null ? List.of() : question.load().stations());
        List<TourStop> left = Stream.concat(
                        found.leftOut().stream().map(job -> stop(free, job, false)),
                        question.added().stream().filter(stop -> closed.containsKey(stop.number())))
                .toList();
        return new Content(parts(question, drivers, found, free, closed), question.added(), left, closed);
    }

    private List<Driver> drivers(Question question) {
        List<Driver> drivers = new ArrayList<>();
        for (Tour tour : question.tours()) {
            if (!question.ending().contains(tour.id())) {
                Vehicle vehicle = positions.vehicle(tour);
                drivers.add(Driver.of(
                        tour,
                        vehicle,
                        positions.of(tour, vehicle, question.base()),
                        new Loading(question.load(), vehicle)));
            }
        }
        for (Vehicle vehicle : question.more()) {
            drivers.add(new Driver(
                    null,
                    vehicle,
                    vehicle.name(),
                    new Begun(List.of(), vehicle.depot()),
                    new Loading(question.load(), vehicle),
                    0));
        }
        return drivers;
    }

    private Map<Integer, String> closed(Question question) {
        List<TourStop> all = Stream.concat(
                        question.tours().stream().flatMap(tour -> open(tour).stream()), question.added().stream())
                .toList();
        Map<List<Position>, String> names = closures.closedAmong(
                all.stream().filter(stop -> !stop.place()).map(TourStop::course).toList());
        Map<Integer, String> closed = new HashMap<>();
        all.stream()
                .filter(stop -> names.containsKey(stop.course()))
                .forEach(stop -> closed.put(stop.number(), Objects.requireNonNull(names.get(stop.course()))));
        return closed;
    }

    private static Carrier carrier(int number, Driver driver, Position base) {
        Vehicle vehicle = driver.vehicle();
        Tour tour = driver.tour();
        return new Carrier(
                new de.stadtkern.kernel.planning.Vehicle(
                        number,
                        driver.name(),
                        vehicle == null ? base : vehicle.depot(),
                        driver.loading().capacity(),
                        LocalTime.MIDNIGHT,
                        null),
                driver.begun().at(),
                driver.load(),
                tour == null
                        ? List.of()
                        : open(tour).stream().map(stop -> (long) stop.number()).toList());
    }

    private static List<Part> parts(
            Question question,
            List<Driver> drivers,
            Result found,
            Map<Integer, TourStop> free,
            Map<Integer, String> closed) {
        Set<Integer> left =
                found.leftOut().stream().map(job -> Math.toIntExact(job.id())).collect(Collectors.toSet());
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < drivers.size(); i++) {
            Driver driver = drivers.get(i);
            Tour tour = driver.tour();
            List<TourStop> before = tour == null ? List.of() : open(tour);
            List<TourStop> after = new ArrayList<>(driver.begun().stops());
            List<TourStop> served = served(found.tours(), i + 1, free);
            after.addAll(served);
            Set<Integer> begun =
                    driver.begun().stops().stream().map(TourStop::number).collect(Collectors.toSet());
            after.addAll(driver.loading()
                    .over(
                            before.stream()
                                    .filter(stop -> closed.containsKey(stop.number()) || left.contains(stop.number()))
                                    .filter(stop -> !begun.contains(stop.number()))
                                    .toList(),
                            driver.loading().after(served, driver.load())));
            if (tour != null || !after.isEmpty()) {
                parts.add(new Part(
                        tour == null ? null : Long.valueOf(tour.id()),
                        driver.vehicle() == null
                                ? null
                                : Long.valueOf(driver.vehicle().id()),
                        driver.name(),
                        false,
                        before,
                        after));
            }
        }
        Stream.concat(
                        question.tours().stream()
                                .filter(tour -> question.ending().contains(tour.id())),
                        question.abandoned().stream())
                .map(tour -> ended(tour, left, closed))
                .forEach(parts::add);
        return parts;
    }

    /** A tour that ends keeps only what nobody else can serve. */
    private static Part ended(Tour tour, Set<Integer> left, Map<Integer, String> closed) {
        return new Part(
                tour.id(),
                tour.vehicleId(),
                tour.name(),
                !tour.state().isOver(),
                open(tour),
                open(tour).stream()
                        .filter(stop -> left.contains(stop.number()) || closed.containsKey(stop.number()))
                        .toList());
    }

    private static List<TourStop> served(List<Planned> tours, long number, Map<Integer, TourStop> free) {
        return tours.stream()
                .filter(tour -> tour.vehicle() == number)
                .flatMap(tour -> tour.stops().stream())
                .map(one -> stop(free, one.job(), one.reversed()).after(one.station()))
                .toList();
    }

    private static TourStop stop(Map<Integer, TourStop> free, Job job, boolean reversed) {
        TourStop stop = Objects.requireNonNull(free.get(Math.toIntExact(job.id())));
        return reversed ? stop.reversed() : stop;
    }

    /** The number of the next stop that the order gets. */
    static int next(List<Tour> tours) {
        return 1
                + tours.stream()
                        .flatMap(tour -> tour.stops().stream())
                        .mapToInt(TourStop::number)
                        .max()
                        .orElse(0);
    }

    static List<TourStop> open(Tour tour) {
        return tour.stops().stream()
                .filter(stop -> stop.state() == TourStop.State.OPEN)
                .toList();
    }
}
