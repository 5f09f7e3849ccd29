package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values as they are written in a query. */
final class Literals {

    private static final Pattern SPAN = Pattern.compile(
            "-?P(?=.)(\\d{1,6}Y)?(\\d{1,6}M)?(\\d{1,6}W)?(\\d{1,6}D)?(T(?=.)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}(\\.\\d{1,6})?S)?)?");
    private static final int MOST_DIGITS = 300;
    private static final int SHORTEST_INSTANT = "2026-01-01T00:00Z".length();

    private Literals() {}

    static Expression of(Token token) {
        try {
            return switch (token.kind()) {
                case TEXT -> new Expression.Text(storable(token.quoted()));
                case NUMBER -> new Expression.Number(number(token.text()));
                case TIME -> time(token.text());
                case DATE_ONLY -> new Expression.Date(inRange(LocalDate.parse(token.text())));
                case CLOCK -> new Expression.Clock(LocalTime.parse(token.text()));
                case SPAN -> span(token.quoted());
                case SHAPE -> new Expression.Shape(token.quoted());
                default -> throw new DateTimeException("no literal");
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw Refusal.badInput(
                    "observations.refusal.query", token.text().isEmpty() ? "…" : token.text(), token.at());
        }
    }

    private static String storable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new DateTimeException("U+0000");
        }
        return text;
    }

    private static BigDecimal number(String text) {
        int exponent = text.toLowerCase(Locale.ROOT).indexOf('e');
        if (text.length() > MOST_DIGITS || (exponent >= 0 && text.length() - exponent > 5)) {
            throw new ArithmeticException("too large");
        }
        BigDecimal number = new BigDecimal(text);
        if (Math.abs(number.scale()) > MOST_DIGITS) {
            throw new ArithmeticException("too large");
        }
        return number;
    }

    /** The text as an instant or interval; empty when it is none. */
    static Optional<Expression> findTime(String text) {
        try {
            return Optional.of(time(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An instant, or an interval with a slash between its ends. */
    static Expression.Time time(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new Expression.Time(instant(text), null)
                : new Expression.Time(instant(text.substring(0, slash)), instant(text.substring(slash + 1)));
    }

    private static Instant instant(String text) {
        if (text.length() < SHORTEST_INSTANT) {
            throw new DateTimeException("no instant");
        }
        String withPlus = text.replace(' ', '+');
        int offset = withPlus.length() - 5;
        boolean withoutColon = withPlus.charAt(offset) == '+' || (withPlus.charAt(offset) == '-' && offset > 10);
        Instant instant = OffsetDateTime.parse(
                        withoutColon
                                ? withPlus.substring(0, offset + 3) + ":" + withPlus.substring(offset + 3)
                                : withPlus)
                .toInstant();
        inRange(instant.atOffset(ZoneOffset.UTC).toLocalDate());
        return instant;
    }

    private static LocalDate inRange(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new DateTimeException("out of range");
        }
        return date;
    }

    private static Expression span(String text) {
        if (!SPAN.matcher(text).matches()) {
            throw new DateTimeException("no duration");
        }
        return new Expression.Span(text);
    }
}
