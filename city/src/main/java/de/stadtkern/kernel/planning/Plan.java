package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.TourPlans.Trouble;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plan of tours of a municipality.
 *
 * @param progress of the running or last search
 * @param version the result that holds; null when there is none yet
 * @param origin path of the page for which it was made; null when somebody made it here
 */
record Plan(
        long id,
        long municipalityId,
        String name,
        String createdBy,
        Instant createdAt,
        Goal goal,
        List<Job> jobs,
        List<Vehicle> vehicles,
        List<Station> stations,
        State state,
        List<Point> progress,
        @Nullable Version version,
        @Nullable String origin) {

    /** What is going on. */
    enum State {
        /** No search runs. */
        IDLE,
        WAITING,
        SOLVING,
        /** Somebody has ended the search; the best result so far is on its way. */
        ENDING,
        /** The program ended during the search. */
        INTERRUPTED,
        FAILED;

        static final Set<State> BUSY = Set.of(WAITING, SOLVING, ENDING);

        boolean isBusy() {
            return BUSY.contains(this);
        }

        Mark mark() {
            return switch (this) {
                case IDLE -> Mark.OK;
                case WAITING -> Mark.PLANNED;
                case SOLVING, ENDING -> Mark.RUNNING;
                case INTERRUPTED -> Mark.WARNING;
                case FAILED -> Mark.DANGER;
            };
        }
    }

    /** What the best plan after these seconds costs. */
    record Point(double seconds, double cost) {}

    /**
     * A result, by a search or by hand.
     *
     * @param first whether there is none before it to go back to
     */
    record Version(long id, Instant madeAt, String madeBy, Act act, boolean first, Solution solution) {}

    /** How a result came about. */
    enum Act {
        SOLVE,
        MOVE,
        LOCK,
        UNLOCK,
        LOCK_TOUR,
        UNLOCK_TOUR
    }

    /** One that is kept nowhere. */
    static Plan of(TourPlans.NewPlan wish, Goal goal, @Nullable Version version) {
        return new Plan(
                0,
                wish.municipalityId(),
                wish.name(),
                "",
                Instant.EPOCH,
                goal,
                wish.jobs(),
                wish.vehicles(),
                wish.stations(),
                State.IDLE,
                List.of(),
                version,
                wish.origin());
    }

    /** When the first shift begins: that after which all the others begin soonest. */
    LocalTime begin() {
        return vehicles.stream()
                .map(Vehicle::begin)
                .min(Comparator.comparingInt((LocalTime first) -> vehicles.stream()
                        .mapToInt(one -> Vehicle.secondsBetween(first, one.begin()))
                        .max()
                        .orElse(0)))
                .orElse(LocalTime.MIDNIGHT);
    }

    /** When the shift of the vehicle begins, in seconds after {@link #begin()}. */
    double begin(Vehicle vehicle) {
        return Vehicle.secondsBetween(begin(), vehicle.begin());
    }

    /** When the job is due, in seconds after {@link #begin}; infinite when it is not. */
    double due(Job job) {
        return job.due() == null ? Double.POSITIVE_INFINITY : Vehicle.secondsBetween(begin(), job.due());
    }

    /** Name of the station that is visited on the way to the stop; empty when none is. */
    String station(Tour.Stop stop) {
        return stop.station() == null || stop.station() >= stations.size()
                ? ""
                : stations.get(stop.station()).name();
    }

    /** How many seconds after it is due the vehicle is done with it; 0 when in time. */
    double late(Vehicle vehicle, Job job, Tour.Stop stop) {
        double late = begin(vehicle) + stop.end() - due(job);
        return late > 1 ? late : 0;
    }

    /** What is left out or late, the latest first, and why. */
    List<Trouble> troubles() {
        Map<Long, Job> jobs = jobsById();
        Solution solution = solution();
        List<Trouble> troubles = new ArrayList<>();
        solution.leftOut()
                .forEach(one -> troubles.add(new Trouble(
                        Objects.requireNonNull(jobs.get(one.job())),
                        Double.POSITIVE_INFINITY,
                        one.reason().textKey())));
        for (Tour tour : solution.tours()) {
            Vehicle vehicle = getVehicle(tour.vehicle());
            for (Tour.Stop stop : tour.stops()) {
                Job job = Objects.requireNonNull(jobs.get(stop.job()));
                double late = late(vehicle, job, stop);
                if (late > 0) {
                    troubles.add(new Trouble(
                            job,
                            late,
                            solution.isOutOfReach(job.id()) ? "planning.late.out-of-reach" : "planning.late.no-room"));
                }
            }
        }
        troubles.sort(Comparator.comparingDouble(Trouble::late).reversed());
        return troubles;
    }

    /** Whether something has to be done by a time. */
    boolean isTimed() {
        return jobs.stream().anyMatch(job -> job.due() != null);
    }

    Map<Long, Job> jobsById() {
        return jobs.stream().collect(Collectors.toMap(Job::id, Function.identity()));
    }

    Optional<Vehicle> vehicle(long number) {
        return vehicles.stream().filter(one -> one.id() == number).findFirst();
    }

    /** Refused with 404 when there is none. */
    Vehicle getVehicle(long number) {
        return vehicle(number).orElseThrow(() -> Refusal.notFound("planning.refusal.vehicle", number));
    }

    /** The result that holds, with what was added since as not planned yet; without tours when there is none. */
    Solution solution() {
        Solution kept = version == null ? Solution.of(List.of(), List.of(), true) : version.solution();
        Set<Long> known = new HashSet<>();
        kept.leftOut().forEach(one -> known.add(one.job()));
        kept.tours().forEach(tour -> tour.stops().forEach(stop -> known.add(stop.job())));
        List<Solution.LeftOut> leftOut = Stream.concat(
                        kept.leftOut().stream(),
                        jobs.stream()
                                .filter(job -> !known.contains(job.id()))
                                .map(job -> new Solution.LeftOut(job.id(), Solution.Reason.NOT_PLANNED_YET)))
                .toList();
        return new Solution(kept.tours(), leftOut, kept.onRoads(), kept.delayed(), kept.nearest());
    }

    double cost() {
        return goal.cost(solution().metres(), solution().seconds());
    }
}
