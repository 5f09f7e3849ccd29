package de.stadtkern.kernel.fleet;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * A shift that comes back every week, by the clock of Germany.
 *
 * @param days on which it begins, never none
 * @param end on the next day when it is not after the begin
 */
record Template(
        long id,
        long municipalityId,
        String name,
        Set<DayOfWeek> days,
        LocalTime begin,
        LocalTime end,
        int breakMinutes,
        boolean standby,
        List<Long> members,
        List<Long> vehicles) {

    Template {
        days = Set.copyOf(days);
        members = List.copyOf(members);
        vehicles = List.copyOf(vehicles);
    }

    /** The shift that begins on this day. A time that the clock leaves out is the one an hour later. */
    Shift on(LocalDate day) {
        LocalDate last = end.isAfter(begin) ? day : day.plusDays(1);
        return new Shift(
                0,
                municipalityId,
                name,
                moment(day, begin),
                moment(last, end),
                members,
                vehicles,
                breakMinutes,
                standby);
    }

    private static Instant moment(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(Fleet.TOWN).toInstant();
    }
}
