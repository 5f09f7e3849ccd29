package de.stadtkern.services.open311;

import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a request says in its address and its form, which count alike. An empty parameter is none. */
final class Parameters {

    private static final Duration LONGEST = Duration.ofDays(90);

    private final Map<String, String[]> given;

    private Parameters(Map<String, String[]> given) {
        this.given = given;
    }

    /** From when until before when something happened. */
    record Period(Instant from, Instant until) {}

    static Parameters of(HttpServletRequest request) {
        return new Parameters(new TreeMap<>(request.getParameterMap()));
    }

    Optional<String> find(String name) {
        return values(name).findFirst();
    }

    /** What stands between commas. */
    List<String> list(String name) {
        return values(name)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** Each that was given under the name, whatever commas it has. */
    Stream<String> values(String name) {
        return Arrays.stream(given.getOrDefault(name, new String[0]))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    boolean isTrue(String name) {
        return find(name).filter(value -> value.equalsIgnoreCase("true")).isPresent();
    }

    int whole(String name, int usual, int most) {
        return find(name)
                .map(value -> {
                    if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
                        throw Refusal.badInput("open311.refusal.number", name, value, 1, most)
                                .at(name);
                    }
                    return Integer.parseInt(value);
                })
                .orElse(usual);
    }

    Optional<Double> decimal(String name, int least, int most) {
        return find(name).map(value -> {
            double number = value.matches("[+-]?[0-9]{1,9}(\\.[0-9]{1,20})?") ? Double.parseDouble(value) : Double.NaN;
            if (!(number >= least && number <= most)) {
                throw Refusal.badInput("open311.refusal.number", name, value, least, most)
                        .at(name);
            }
            return number;
        });
    }

    /** A W3C date-time with zone, or a day, which begins in UTC. Programs forget that a plus in an address means a space. */
    Optional<Instant> time(String name) {
        return find(name).map(value -> {
            try {
                return value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                        ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)
                        : OffsetDateTime.parse(requireYear(value).replace(' ', '+'))
                                .toInstant();
            } catch (DateTimeException e) {
                throw Refusal.badInput("open311.refusal.time", name, value).at(name);
            }
        });
    }

    /** The last 90 days when nothing is said; refused when it is longer. */
    Period period(Instant now) {
        Optional<Instant> start = time("start_date");
        Optional<Instant> end = time("end_date");
        Instant until = end.orElse(start.map(from -> from.plus(LONGEST)).orElse(now.plusSeconds(1)));
        Instant from = start.orElse(until.minus(LONGEST));
        if (until.isBefore(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw Refusal.badInput("open311.refusal.period", LONGEST.toDays());
        }
        return new Period(from, until);
    }

    /** The same for the same names and values, in whatever order they came. */
    String digestible() {
        StringBuilder text = new StringBuilder();
        given.forEach((name, values) ->
                text.append(name).append('=').append(Arrays.toString(values)).append('\n'));
        return text.toString();
    }

    private static String requireYear(String value) {
        if (!value.matches("[0-9]{4}-.*")) {
            throw new DateTimeException(value);
        }
        return value;
    }
}
