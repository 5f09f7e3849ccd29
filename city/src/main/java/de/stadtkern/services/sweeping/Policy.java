package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.occasions.Holidays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a municipality has decided about its sweeping as a whole.
 *
 * @param holidays that hold there
 * @param onHoliday what happens with a day that falls on one
 * @param signHours how long before the ban on parking begins its signs stand, at least 1
 * @param yard whom citizens ask, as a text; may be empty
 * @param sweepings what machines take up
 */
record Policy(
        Holidays holidays,
        OnHoliday onHoliday,
        int signHours,
        Proration proration,
        Metres metres,
        String yard,
        Sweepings sweepings) {

    /** What holds until somebody says otherwise. */
    static final Policy USUAL = new Policy(
            Holidays.NATIONWIDE,
            OnHoliday.NEXT_WORKDAY,
            72,
            Proration.MONTHS,
            Metres.STARTED,
            "",
            new Sweepings(null, null, 15));

    /** What happens with a day of sweeping on a public holiday. */
    enum OnHoliday {
        NEXT_WORKDAY,
        PREVIOUS_WORKDAY,
        LEFT_OUT
    }

    /** How a fee is divided when something changes within the year. */
    enum Proration {
        /** By twelfths; a month belongs to what holds on its first day. */
        MONTHS,
        /** By days of the year. */
        DAYS
    }

    /** Which metres of a front count. */
    enum Metres {
        EXACT,
        /** A metre that has begun is a whole one. */
        STARTED,
        /** Half a metre and more is a whole one. */
        NEAREST
    }

    /**
     * What machines take up of a side of a street, in m³ for each kilometre.
     *
     * @param usual null when nobody has said so; then no tour is planned with tips
     * @param leaves while leaves fall; null when it is as usual
     * @param tipMinutes that emptying takes
     */
    record Sweepings(@Nullable Double usual, @Nullable Double leaves, int tipMinutes) {}

    /** The same where other public holidays hold. */
    Policy with(Holidays others) {
        return new Policy(others, onHoliday, signHours, proration, metres, yard, sweepings);
    }

    /** When it is swept instead; the day itself when it is no holiday, empty when not at all. Workdays: Monday to Friday. */
    Optional<LocalDate> settled(LocalDate day) {
        if (!holidays.include(day)) {
            return Optional.of(day);
        }
        if (onHoliday == OnHoliday.LEFT_OUT) {
            return Optional.empty();
        }
        int step = onHoliday == OnHoliday.NEXT_WORKDAY ? 1 : -1;
        LocalDate other = day.plusDays(step);
        while (holidays.include(other) || other.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
            other = other.plusDays(step);
        }
        return Optional.of(other);
    }
}
