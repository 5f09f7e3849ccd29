package de.stadtkern.services.sweeping;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When something is swept.
 *
 * @param id 0 before it is kept
 * @param target what kind of thing the name names
 * @param name a class of the bylaw, a street, or the number of a segment
 * @param sides which of its sides
 * @param rhythm on which days
 * @param season when in the year, both days included; from after until means over the turn of the year
 * @param hours from and until when on such a day; null when nobody has said so
 * @param noParking whether cars must be gone
 */
record Rule(
        long id,
        long municipalityId,
        Kind kind,
        Target target,
        String name,
        Sides sides,
        Rhythm rhythm,
        Season season,
        @Nullable Hours hours,
        boolean noParking) {

    /** By whose clock days begin and hours count. */
    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    /** Why it is swept. */
    enum Kind {
        REGULAR,
        /** On top of the regular days, while leaves fall. */
        LEAVES,
        /** After a market: proposed by itself, for its own decision. */
        MARKET,
        /** After a storm of which the weather service warned; its rhythm says nothing. */
        STORM
    }

    /** What a rule is about; of the regular rules of a segment those of the last kind here hold. */
    enum Target {
        CLASS,
        STREET,
        SEGMENT
    }

    /** A side of a street, seen along its course. With the broom on the right it is also the direction of driving. */
    enum Side {
        RIGHT,
        LEFT
    }

    /** Some sides. */
    enum Sides {
        BOTH,
        RIGHT,
        LEFT;

        static Sides of(Set<Side> some) {
            return some.size() == 2 ? BOTH : valueOf(some.iterator().next().name());
        }

        List<Side> each() {
            return this == BOTH ? List.of(Side.RIGHT, Side.LEFT) : List.of(Side.valueOf(name()));
        }
    }

    /** What the number of a rhythm counts. */
    enum Unit {
        WEEKS,
        MONTHS
    }

    /**
     * Every so many weeks, or every so many months on the n-th of its weekdays.
     *
     * @param every 1 to 52
     * @param days none: never
     * @param nth 1 to 4, or 5 for the last of the month; counts for months only
     * @param anchor a day of a week or month in which it is swept
     */
    record Rhythm(int every, Unit unit, Set<DayOfWeek> days, int nth, LocalDate anchor) {

        static final int LAST = 5;

        Rhythm {
            days = days.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(days));
        }

        boolean has(LocalDate day) {
            return days.contains(day.getDayOfWeek()) && (unit == Unit.WEEKS ? isItsWeek(day) : isItsMonth(day));
        }

        private boolean isItsWeek(LocalDate day) {
            return Math.floorMod(ChronoUnit.WEEKS.between(monday(anchor), monday(day)), every) == 0;
        }

        private boolean isItsMonth(LocalDate day) {
            long months = ChronoUnit.MONTHS.between(YearMonth.from(anchor), YearMonth.from(day));
            boolean last = day.getDayOfMonth() + 7 > day.lengthOfMonth();
            return Math.floorMod(months, every) == 0 && (nth == LAST ? last : (day.getDayOfMonth() - 1) / 7 + 1 == nth);
        }
    }

    /** Days of every year, both included. */
    record Season(MonthDay from, MonthDay until) {

        static final Season ALL_YEAR = new Season(MonthDay.of(1, 1), MonthDay.of(12, 31));

        boolean has(LocalDate day) {
            MonthDay one = MonthDay.from(day);
            boolean begun = !one.isBefore(from);
            boolean notOver = !one.isAfter(until);
            return from.isAfter(until) ? begun || notOver : begun && notOver;
        }
    }

    /** By the clock of Germany, the first before the second. */
    record Hours(LocalTime from, LocalTime until) {}

    /** A day on which it is swept, and the one on which it would be were that no holiday. */
    record Day(LocalDate day, LocalDate planned) {

        boolean isMoved() {
            return !day.equals(planned);
        }
    }

    static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** The days from (inclusive) until (exclusive), in order, each once. */
    List<Day> days(LocalDate from, LocalDate until, Policy policy) {
        int farthestMoved = 14;
        return from
                .minusDays(farthestMoved)
                .datesUntil(until.plusDays(farthestMoved))
                .filter(planned -> rhythm.has(planned) && season.has(planned))
                .flatMap(planned -> policy.settled(planned).map(day -> new Day(day, planned)).stream())
                .filter(one -> !one.day().isBefore(from) && one.day().isBefore(until))
                .collect(Collectors.toMap(Day::day, one -> one, (a, b) -> a.isMoved() ? b : a, TreeMap::new))
                .values()
                .stream()
                .toList();
    }
}
