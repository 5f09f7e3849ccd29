package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.TourPlans.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who does what.
 *
 * @param tours of the vehicles that are used, by vehicle
 * @param leftOut what nobody does, and why
 * @param onRoads whether the ways are those of the road network; otherwise they are estimated as the crow flies
 * @param delayed what the search could not serve before it is due, and why not
 * @param nearest what it would be if each vehicle always drove to the nearest street; null when nobody has reckoned it
 */
record Solution(
        List<Tour> tours,
        List<LeftOut> leftOut,
        boolean onRoads,
        List<LeftOut> delayed,
        @Nullable Nearest nearest) {

    Solution {
        tours = List.copyOf(tours);
        leftOut = List.copyOf(leftOut);
        delayed = List.copyOf(Objects.requireNonNullElse(delayed, List.of()));
    }

    /** Nothing is due, and nothing compared. */
    static Solution of(List<Tour> tours, List<LeftOut> leftOut, boolean onRoads) {
        return new Solution(tours, leftOut, onRoads, List.of(), null);
    }

    /** Whether no vehicle could be done with the job before it is due, whatever else it leaves undone. */
    boolean isOutOfReach(long job) {
        return delayed.contains(new LeftOut(job, Reason.OUT_OF_TIME));
    }

    /** A job that no tour serves. */
    record LeftOut(long job, Reason reason) {}

    /** Why a job is not served: as the search says, or by a person. */
    enum Reason {
        NO_VEHICLE,
        NOT_ALLOWED,
        TOO_LARGE,
        CONTRADICTORY_TIME,
        OUT_OF_TIME,
        UNREACHABLE,
        PRECEDENCE,
        TOLD_IN_VAIN,
        NOT_WORTH_IT,
        NO_ROOM,
        NOT_PLANNED_YET,
        BY_HAND;

        String textKey() {
            return "planning.reason." + name();
        }
    }

    /** The same with other numbers for the jobs. */
    Solution numbered(Map<Long, Long> numbers) {
        return new Solution(
                tours.stream().map(tour -> tour.numbered(numbers)).toList(),
                numbered(leftOut, numbers),
                onRoads,
                numbered(delayed, numbers),
                nearest);
    }

    private static List<LeftOut> numbered(List<LeftOut> all, Map<Long, Long> numbers) {
        return all.stream()
                .map(one -> new LeftOut(Objects.requireNonNull(numbers.get(one.job())), one.reason()))
                .toList();
    }

    double metres() {
        return tours.stream().mapToDouble(Tour::metres).sum();
    }

    double emptyMetres() {
        return tours.stream().mapToDouble(Tour::emptyMetres).sum();
    }

    double seconds() {
        return tours.stream().mapToDouble(Tour::seconds).sum();
    }

    /** Of the tour that takes longest. */
    double longest() {
        return tours.stream().mapToDouble(Tour::seconds).max().orElse(0);
    }

    int served() {
        return tours.stream().mapToInt(tour -> tour.stops().size()).sum();
    }

    Optional<Tour> tourOf(long vehicle) {
        return tours.stream().filter(tour -> tour.vehicle() == vehicle).findFirst();
    }

    /** The tour that serves the job. */
    Optional<Tour> serving(long job) {
        return tours.stream()
                .filter(tour -> tour.stops().stream().anyMatch(stop -> stop.job() == job))
                .findFirst();
    }
}
