package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/**
 * Whole days by the clock of Germany; a day may have 23 or 25 hours.
 *
 * @param last is one of them
 */
record Days(LocalDate first, LocalDate last) {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    /* A winter season begins on the first of November and ends with April. */
    private static final int SEASON_BEGINS = 11;
    private static final int LAST_MONTH = 4;

    /** One day: the one that the text names ({@code 2026-11-29}); without text today. Refused when it is none. */
    static Days one(String text, String field, Instant now) {
        LocalDate day = text.isBlank() ? LocalDate.ofInstant(now, TOWN) : day(text, field);
        return new Days(day, day);
    }

    /** From one to another; without texts the winter season that runs or was the last. Refused when it is none. */
    static Days between(String first, String last, Instant now) {
        if (first.isBlank() && last.isBlank()) {
            return season(LocalDate.ofInstant(now, TOWN));
        }
        Days days = new Days(day(first, "first"), day(last, "last"));
        if (days.last.isBefore(days.first) || days.last.isAfter(days.first.plusYears(2))) {
            throw Refusal.badInput("desk.refusal.period", first, last).at("last");
        }
        return days;
    }

    private static Days season(LocalDate day) {
        int year = day.getMonthValue() < SEASON_BEGINS ? day.getYear() - 1 : day.getYear();
        LocalDate first = LocalDate.of(year, SEASON_BEGINS, 1);
        return new Days(first, LocalDate.of(year + 1, LAST_MONTH + 1, 1).minusDays(1));
    }

    Instant from() {
        return first.atStartOfDay(TOWN).toInstant();
    }

    /** The first moment after them. */
    Instant until() {
        return last.plusDays(1).atStartOfDay(TOWN).toInstant();
    }

    OffsetDateTime sqlFrom() {
        return from().atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime sqlUntil() {
        return until().atOffset(ZoneOffset.UTC);
    }

    /** A day as people write it. */
    static String written(LocalDate day, Page page) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(page.language().locale())
                .format(day);
    }

    long hours() {
        return Duration.between(from(), until()).toHours();
    }

    private static LocalDate day(String text, String field) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.badInput("desk.refusal.day", text).at(field);
        }
    }
}
