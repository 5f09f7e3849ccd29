package de.stadtkern.kernel.observations;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads instants of ISO 8601; those that end with Z, as nearly all do, without the JDK's general parser. */
final class Moments {

    private static final int SECONDS_END = 19;
    private static final int MOST_PLACES = 9;

    private Moments() {}

    static Instant read(String text) {
        return isUsual(text) ? usual(text) : OffsetDateTime.parse(text).toInstant();
    }

    /** {@code 2026-01-31T12:00:00Z}, or the same with up to nine places behind a point. */
    private static boolean isUsual(String text) {
        int places = text.length() - SECONDS_END - 2;
        return text.length() > SECONDS_END
                && text.charAt(text.length() - 1) == 'Z'
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (places == -1 || (text.charAt(SECONDS_END) == '.' && places > 0 && places <= MOST_PLACES));
    }

    private static Instant usual(String text) {
        int nanos = 0;
        for (int i = 1; i <= MOST_PLACES; i++) {
            int at = SECONDS_END + i;
            nanos = nanos * 10 + (at < text.length() - 1 ? number(text, at, at + 1) : 0);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, SECONDS_END),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException(text);
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
