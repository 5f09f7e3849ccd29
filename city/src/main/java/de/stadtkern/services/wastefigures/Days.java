package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * Days in Germany.
 *
 * @param first inclusive
 * @param last inclusive, not before {@code first}
 */
record Days(LocalDate first, LocalDate last) {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private static final int MOST_YEARS = 5;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    /** Days of the address; without any the twelve months until today. Refused with 400 when they are none. */
    static Days of(String from, String until, LocalDate today) {
        LocalDate last = until.isBlank() ? today : day(until, "until");
        LocalDate first = from.isBlank() ? last.minusYears(1).plusDays(1) : day(from, "from");
        if (first.isAfter(last) || first.isBefore(last.minusYears(MOST_YEARS))) {
            throw Refusal.badInput("wastefigures.refusal.span", MOST_YEARS).at("until");
        }
        return new Days(first, last);
    }

    /** The year of the address until today, or the whole when it is over; without any this year. */
    static Days ofYear(String text, LocalDate today) {
        if (!text.isBlank() && !text.strip().matches("2[01]\\d\\d")) {
            throw Refusal.badInput("wastefigures.refusal.year", text, today.getYear())
                    .at("year");
        }
        int year = text.isBlank() ? today.getYear() : Integer.parseInt(text.strip());
        if (year > today.getYear()) {
            throw Refusal.badInput("wastefigures.refusal.year", text, today.getYear())
                    .at("year");
        }
        LocalDate end = LocalDate.of(year, 12, 31);
        return new Days(LocalDate.of(year, 1, 1), end.isAfter(today) ? today : end);
    }

    /** The same days one year before. */
    Days before() {
        return new Days(first.minusYears(1), last.minusYears(1));
    }

    OffsetDateTime sqlFrom() {
        return first.atStartOfDay(TOWN).toOffsetDateTime();
    }

    OffsetDateTime sqlUntil() {
        return last.plusDays(1).atStartOfDay(TOWN).toOffsetDateTime();
    }

    private static LocalDate day(String text, String field) {
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException e) {
            // Refused below: no day at all.
        }
        throw Refusal.badInput("wastefigures.refusal.day", text).at(field);
    }
}
