package de.stadtkern.kernel.uploads;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times as files write them: ISO 8601 or as Germans do; without an offset they hold in Germany. */
final class Times {

    private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");
    private static final int EARLIEST_YEAR = 1900;
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("[uuuu-MM-dd]['T'][d.M.uuuu][ ]H:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[ ][XXX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /**
     * A time, or the rule that it breaks.
     *
     * @param rule null when it breaks none
     */
    record Reading(Instant at, @Nullable String rule) {

        private static Reading refused(String rule) {
            return new Reading(Instant.EPOCH, rule);
        }
    }

    static boolean isTime(String text) {
        String rule = read(text, Instant.MAX).rule;
        return rule == null || !rule.equals("time");
    }

    static Reading read(String text, Instant latest) {
        try {
            TemporalAccessor read = FORMAT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
            if (read.get(ChronoField.YEAR) < EARLIEST_YEAR) {
                return Reading.refused("time");
            }
            if (read instanceof OffsetDateTime time) {
                return notAfter(latest, time.toInstant());
            }
            LocalDateTime local = LocalDateTime.from(read);
            List<ZoneOffset> offsets = GERMANY.getRules().getValidOffsets(local);
            return switch (offsets.size()) {
                case 0 -> Reading.refused("gap");
                case 1 -> notAfter(latest, local.toInstant(offsets.getFirst()));
                default -> Reading.refused("overlap");
            };
        } catch (DateTimeException e) {
            return Reading.refused("time");
        }
    }

    private static Reading notAfter(Instant latest, Instant at) {
        return at.isAfter(latest) ? Reading.refused("future") : new Reading(at, null);
    }
}
