package de.stadtkern.kernel.fleet;

import java.time.Instant;
import java.util.List;

/**
 * A time of work or standby. Half-open.
 *
 * @param members ids of those who work
 * @param vehicles ids of what they work with
 * @param breakMinutes without work, within the shift
 * @param standby whether they wait at home to be called (Rufbereitschaft), which is no working time
 */
public record Shift(
        long id,
        long municipalityId,
        String name,
        Instant begin,
        Instant end,
        List<Long> members,
        List<Long> vehicles,
        int breakMinutes,
        boolean standby) {

    public Shift {
        members = List.copyOf(members);
        vehicles = List.copyOf(vehicles);
    }

    /** Whether both have a moment in common. */
    boolean overlaps(Instant from, Instant until) {
        return begin.isBefore(until) && from.isBefore(end);
    }
}
