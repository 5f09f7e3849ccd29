package de.stadtkern.tours;

import java.util.List;
import java.util.stream.Stream;

/**
 * The answer.
 *
 * @param tours of the vehicles that are used
 * @param unserved tasks that are left out, each with a reason
 * @param cost of everything
 * @param effort what was done to find it
 */
public record Plan(List<Tour> tours, List<Unserved> unserved, Cost cost, Effort effort) {

    public Plan {
        tours = List.copyOf(tours);
        unserved = List.copyOf(unserved);
    }

    /** All tasks served, tour by tour. */
    public Stream<Stop.Visit> visits() {
        return tours.stream().flatMap(Tour::visits);
    }
}
