package de.stadtkern.kernel.matching;

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
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as files of tracks write them, one after the other: ISO 8601, as Germans do, or seconds or milliseconds since
 * 1970. The hour that autumn has twice is told apart by the times before.
 */
final class Moments {

    private static final Pattern SINCE_1970 = Pattern.compile("\\d{9,10}(\\.\\d{1,9})?|\\d{12,13}");
    private static final int MOST_SECONDS_DIGITS = 10;
    private static final Instant EARLIEST = Instant.parse("1980-01-06T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("[uuuu-MM-dd]['T'][d.M.uuuu][ ]H:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[ ][XXX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private final ZoneId zone;
    private Instant before = Instant.MIN;

    /** Times without an offset hold in this zone. */
    Moments(ZoneId zone) {
        this.zone = zone;
    }

    /** Empty when it is no time, or one that the clock left out in spring, or one before or after any track. */
    Optional<Instant> read(String text) {
        Optional<Instant> read = parse(text.strip()).filter(at -> !at.isBefore(EARLIEST) && at.isBefore(LATEST));
        read.ifPresent(at -> before = at);
        return read;
    }

    private Optional<Instant> parse(String text) {
        if (SINCE_1970.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            boolean seconds = (text + ".").indexOf('.') <= MOST_SECONDS_DIGITS;
            return Optional.of(Instant.ofEpochMilli(Math.round(seconds ? 1000 * number : number)));
        }
        try {
            TemporalAccessor read = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return read instanceof OffsetDateTime time
                    ? Optional.of(time.toInstant())
                    : local(LocalDateTime.from(read));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Of two possible moments the earlier one, unless it is before the time read last. */
    private Optional<Instant> local(LocalDateTime time) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.stream()
                .map(time::toInstant)
                .filter(at -> !at.isBefore(before))
                .findFirst()
                .or(() -> offsets.reversed().stream().map(time::toInstant).findFirst());
    }
}
