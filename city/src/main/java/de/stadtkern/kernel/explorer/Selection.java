package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which series over which time: all that an address of the explorer says, and nothing else does.
 *
 * @param series ids of datastreams, in the order in which they were chosen
 * @param preset a time until now; null when a fixed one was asked for
 */
record Selection(List<Long> series, @Nullable Preset preset, Chart.Span span, Comparison comparison) {

    static final int MOST_SERIES = 6;

    static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(50 * 366);
    private static final int YEAR = 365;

    /** A time until now. */
    enum Preset {
        DAY(1),
        WEEK(7),
        MONTH(30),
        YEAR(365),
        DECADE(3653);

        private final Duration length;

        Preset(int days) {
            this.length = Duration.ofDays(days);
        }
    }

    /** What stands beside. */
    enum Comparison {
        NONE,
        PREVIOUS,
        LAST_YEAR
    }

    /** Of the fields s, p, from, until and vs. */
    static Selection of(Form form, Instant now) {
        List<Long> series = series(form.value("s").strip());
        Comparison comparison = choice(form, "vs", Comparison.class, Comparison.NONE);
        if (form.value("from").isBlank() && form.value("until").isBlank()) {
            Preset preset = choice(form, "p", Preset.class, Preset.WEEK);
            return new Selection(series, preset, until(now, preset), comparison);
        }
        return new Selection(series, null, span(form), comparison);
    }

    /** Nothing chosen, for a page that says what is wrong. */
    static Selection none(Instant now) {
        return new Selection(List.of(), Preset.WEEK, until(now, Preset.WEEK), Comparison.NONE);
    }

    private static Chart.Span until(Instant now, Preset preset) {
        Instant until = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return new Chart.Span(until.minus(preset.length), until);
    }

    /** Of the fields from and until. */
    static Chart.Span span(Form form) {
        Instant from = Times.read("from", form.value("from"));
        Instant until = Times.read("until", form.value("until"));
        Duration length = Duration.between(from, until);
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw Refusal.badInput("explorer.refusal.span", form.value("from"), form.value("until"))
                    .at("until");
        }
        return new Chart.Span(from, until);
    }

    private static List<Long> series(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.matches("\\d{1,18}(\\.\\d{1,18})*")) {
            throw Refusal.badInput("explorer.refusal.series", text).at("s");
        }
        List<Long> ids =
                Arrays.stream(text.split("\\.")).map(Long::valueOf).distinct().toList();
        if (ids.size() > MOST_SERIES) {
            throw Refusal.badInput("explorer.refusal.too-many", ids.size(), MOST_SERIES)
                    .at("s");
        }
        return ids;
    }

    private static <E extends Enum<E>> E choice(Form form, String field, Class<E> type, E usual) {
        return form.value(field).isBlank() ? usual : form.choice(field, type);
    }

    boolean isFull() {
        return series.size() >= MOST_SERIES;
    }

    Selection with(long id) {
        List<Long> more = new ArrayList<>(series);
        more.add(id);
        return new Selection(more, preset, span, comparison);
    }

    Selection without(long id) {
        return new Selection(series.stream().filter(one -> one != id).toList(), preset, span, comparison);
    }

    Selection over(Preset other) {
        return new Selection(series, other, span, comparison);
    }

    Selection over(Chart.Span other) {
        return new Selection(series, null, other, comparison);
    }

    Selection beside(Comparison other) {
        return new Selection(series, preset, span, other);
    }

    /** Half as long, around the middle; as it is when that would be too short. */
    Selection closer() {
        Duration quarter = length().dividedBy(4);
        return quarter.multipliedBy(2).compareTo(SHORTEST) < 0
                ? this
                : over(new Chart.Span(span.from().plus(quarter), span.until().minus(quarter)));
    }

    /** Twice as long, around the middle; as it is when that would be too long. */
    Selection wider() {
        Duration half = length().dividedBy(2);
        return half.multipliedBy(4).compareTo(LONGEST) > 0
                ? this
                : over(new Chart.Span(span.from().minus(half), span.until().plus(half)));
    }

    Selection earlier() {
        Duration half = length().dividedBy(2);
        return over(new Chart.Span(span.from().minus(half), span.until().minus(half)));
    }

    Selection later() {
        Duration half = length().dividedBy(2);
        return over(new Chart.Span(span.from().plus(half), span.until().plus(half)));
    }

    /** The time that stands beside; null when none does. */
    Chart.@Nullable Span compared() {
        return switch (comparison) {
            case NONE -> null;
            case PREVIOUS -> new Chart.Span(span.from().minus(length()), span.from());
            case LAST_YEAR ->
                new Chart.Span(
                        span.from().minus(YEAR, ChronoUnit.DAYS), span.until().minus(YEAR, ChronoUnit.DAYS));
        };
    }

    private Duration length() {
        return Duration.between(span.from(), span.until());
    }

    /** The fields that say the same again. */
    Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        if (!series.isEmpty()) {
            fields.put(
                    "s", String.join(".", series.stream().map(String::valueOf).toList()));
        }
        if (preset == null) {
            fields.put("from", written(span.from()));
            fields.put("until", written(span.until()));
        } else {
            fields.put("p", preset.name());
        }
        if (comparison != Comparison.NONE) {
            fields.put("vs", comparison.name());
        }
        return fields;
    }

    /** For an address, without the question mark. */
    String query() {
        return String.join(
                "&",
                fields().entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .toList());
    }

    static String written(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC).toString();
    }
}
