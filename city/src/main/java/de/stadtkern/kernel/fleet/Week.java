package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.portal.Page;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** A week in Germany, Monday to Sunday. */
record Week(LocalDate monday) {

    private static final int DAYS = 7;

    /** The week in which the day lies that the text names; the one of this moment when it names none. */
    static Week of(String text, Instant now) {
        LocalDate day = now.atZone(Fleet.TOWN).toLocalDate();
        try {
            day = text.isBlank() ? day : LocalDate.parse(Fields.ofFourDigits(text.strip()));
        } catch (DateTimeException e) {
            // An address with a wrong date shows this week.
        }
        return new Week(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    Week plus(int weeks) {
        return new Week(monday.plusWeeks(weeks));
    }

    List<LocalDate> days() {
        return monday.datesUntil(monday.plusDays(DAYS)).toList();
    }

    Instant begin() {
        return monday.atStartOfDay(Fleet.TOWN).toInstant();
    }

    Instant end() {
        return plus(1).begin();
    }

    /** As the heading of a column or a list. */
    static String written(Page page, LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern(
                page.text("fleet.day.pattern"), page.language().locale()));
    }

    /** The day on which it begins. */
    static LocalDate dayOf(Shift shift) {
        return shift.begin().atZone(Fleet.TOWN).toLocalDate();
    }

    /** Its times by the clock; both times name their day when it lasts a day or more. */
    static String times(Page page, Shift shift) {
        DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm");
        var begin = shift.begin().atZone(Fleet.TOWN);
        var end = shift.end().atZone(Fleet.TOWN);
        return begin.plusDays(1).isAfter(end)
                ? begin.format(clock) + "–" + end.format(clock)
                : page.text("fleet.between", page.time(shift.begin()), page.time(shift.end()));
    }
}
