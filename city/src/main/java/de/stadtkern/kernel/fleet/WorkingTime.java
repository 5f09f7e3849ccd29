package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.Warning.Rule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The limits of the Arbeitszeitgesetz over what one person is planned for. A working day is all work between two rests of
 * 11 h; time runs as it passes, so a night in which the clock is changed is an hour shorter or longer. Standby at home is
 * no work, and is not handed in.
 */
final class WorkingTime {

    static final Duration REST = Duration.ofHours(11);
    static final Duration USUAL_DAY = Duration.ofHours(8);
    static final Duration LONGEST_DAY = Duration.ofHours(10);

    private static final Duration DAY = Duration.ofHours(24);

    private WorkingTime() {}

    /** A time of work with its breaks. Half-open. */
    record Duty(Instant begin, Instant end, int breakMinutes) {

        static Duty of(Shift shift) {
            return new Duty(shift.begin(), shift.end(), shift.breakMinutes());
        }

        /** Both as one, with the breaks of both. */
        Duty with(Duty other) {
            return new Duty(
                    begin.isBefore(other.begin) ? begin : other.begin,
                    end.isAfter(other.end) ? end : other.end,
                    breakMinutes + other.breakMinutes);
        }

        Duration work() {
            Duration work = Duration.between(begin, end).minusMinutes(breakMinutes);
            return work.isNegative() ? Duration.ZERO : work;
        }
    }

    /**
     * What speaks against the duty.
     *
     * @param others of the same person, in any order; those farther away than a rest change nothing
     */
    static List<Warning> judge(String name, Duty duty, List<Duty> others) {
        List<Warning> warnings = new ArrayList<>();
        List<Duty> day = workingDay(duty, others);
        Duration work = day.stream().map(Duty::work).reduce(Duration.ZERO, Duration::plus);
        if (work.compareTo(LONGEST_DAY) > 0) {
            warnings.add(new Warning(Rule.WORKDAY_OVER_10, name, List.of(work, LONGEST_DAY)));
        } else if (work.compareTo(USUAL_DAY) > 0) {
            warnings.add(new Warning(Rule.WORKDAY_OVER_8, name, List.of(work, USUAL_DAY, LONGEST_DAY)));
        }
        int needed = neededBreak(duty.work());
        if (duty.breakMinutes() < needed) {
            warnings.add(new Warning(Rule.BREAK, name, List.of(duty.work(), duty.breakMinutes(), needed)));
        }
        Duration rest = shortestRest(duty, day);
        Duration length = Duration.between(day.getFirst().begin(), end(day));
        if (rest.compareTo(REST) < 0 && length.compareTo(DAY.minus(REST)) > 0) {
            warnings.add(new Warning(Rule.REST, name, List.of(rest, REST)));
        }
        if (touchesSunday(duty)) {
            warnings.add(new Warning(Rule.SUNDAY, name, List.of()));
        }
        return warnings;
    }

    /** Minutes of break that so much work asks for. */
    static int neededBreak(Duration work) {
        if (work.compareTo(Duration.ofHours(9)) > 0) {
            return 45;
        }
        return work.compareTo(Duration.ofHours(6)) > 0 ? 30 : 0;
    }

    /** The duty and all that no rest separates from it, by begin. */
    private static List<Duty> workingDay(Duty duty, List<Duty> others) {
        List<Duty> all = Stream.concat(Stream.of(duty), others.stream())
                .sorted(Comparator.comparing(Duty::begin).thenComparing(Duty::end))
                .toList();
        List<Duty> day = new ArrayList<>();
        for (Duty next : all) {
            if (!day.isEmpty() && Duration.between(end(day), next.begin()).compareTo(REST) >= 0) {
                if (day.contains(duty)) {
                    return day;
                }
                day.clear();
            }
            day.add(next);
        }
        return day;
    }

    private static Instant end(List<Duty> day) {
        return day.stream().map(Duty::end).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Before or after the duty; a rest's length when there is no other duty. What overlaps is no rest. */
    private static Duration shortestRest(Duty duty, List<Duty> day) {
        return day.stream()
                .flatMap(other -> Stream.of(
                        Duration.between(other.end(), duty.begin()), Duration.between(duty.end(), other.begin())))
                .filter(rest -> !rest.isNegative())
                .min(Comparator.naturalOrder())
                .orElse(REST);
    }

    private static boolean touchesSunday(Duty duty) {
        LocalDate first = duty.begin().atZone(Fleet.TOWN).toLocalDate();
        LocalDate last = duty.end().minusNanos(1).atZone(Fleet.TOWN).toLocalDate();
        return first.datesUntil(last.plusDays(1)).anyMatch(day -> day.getDayOfWeek() == DayOfWeek.SUNDAY);
    }
}
