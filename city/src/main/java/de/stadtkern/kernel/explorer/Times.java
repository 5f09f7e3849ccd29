package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** Reads times as people and programs write them in addresses: with offset, or as the clocks of the town show them. */
final class Times {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private static final DateTimeFormatter ANY =
            DateTimeFormatter.ofPattern("[yyyy-MM-dd'T'HH:mm[:ss[.SSS]][XXX]][yyyy-MM-dd]");
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2300;

    private Times() {}

    /** As the clocks of the town show it, to the minute. */
    static String local(Instant time) {
        return LocalDateTime.ofInstant(time, TOWN)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    static Instant read(String field, String text) {
        try {
            TemporalAccessor time =
                    ANY.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            Instant instant = switch (time) {
                case OffsetDateTime exact -> exact.toInstant();
                case LocalDateTime local -> local.atZone(TOWN).toInstant();
                default -> LocalDate.from(time).atStartOfDay(TOWN).toInstant();
            };
            int year = instant.atZone(TOWN).getYear();
            if (year >= FIRST_YEAR && year <= LAST_YEAR) {
                return instant;
            }
        } catch (DateTimeException e) {
            // answered below
        }
        throw Refusal.badInput("explorer.refusal.time", field, text).at(field);
    }
}
