package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as people type them (of the town) and as programs send them (ISO 8601 with offset). */
final class Times {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Times() {}

    /** A span, half-open. */
    record Stretch(Instant from, Instant until) {}

    /** Refused with the field when it is none. */
    static Instant read(Form form, String field) {
        String text = form.value(field).strip();
        Instant time;
        try {
            time = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(CheckFields.TOWN).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.badInput("quality.refusal.time", text).at(field);
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw Refusal.badInput("quality.refusal.time", text).at(field);
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * What the fields {@code from} and {@code until} say; until now when the second is empty, and whole days of the town
     * when the first is.
     */
    static Stretch stretch(Form form, Duration usual, Duration longest, Clock clock) {
        Instant until = form.value("until").isBlank() ? clock.instant() : read(form, "until");
        Instant from = form.value("from").isBlank()
                ? until.minus(usual)
                        .atZone(CheckFields.TOWN)
                        .truncatedTo(ChronoUnit.DAYS)
                        .toInstant()
                : read(form, "from");
        if (!from.isBefore(until)) {
            throw Refusal.badInput("quality.refusal.end").at("until");
        }
        if (Duration.between(from, until).compareTo(longest) > 0) {
            throw Refusal.badInput("quality.refusal.long", longest.toDays()).at("from");
        }
        return new Stretch(from, until);
    }
}
