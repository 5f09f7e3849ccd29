package de.stadtkern.services.open311;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.PublicQuery;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.services.open311.Parameters.Period;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which requests a program asks for: with the parameters of GeoReport and of CitySDK. */
record RequestQuery(PublicQuery query, int limit, long offset) {

    private static final int MOST = 1000;
    private static final int MOST_PAGES = 100_000;
    private static final int USUAL_PAGE = 100;
    private static final int HALF_ROUND_THE_EARTH = 20_100_000;

    static RequestQuery of(Parameters parameters, long municipality, Instant now) {
        List<String> numbers = parameters.list("service_request_id");
        PublicQuery all = PublicQuery.all().of(municipality);
        if (!numbers.isEmpty()) {
            return new RequestQuery(all.numbers(known(numbers)), MOST, 0);
        }
        PublicQuery query = around(inTime(all, parameters, now), parameters).states(states(parameters));
        List<String> codes = parameters.list("service_code");
        int page = parameters.whole("page", 1, MOST_PAGES);
        int size = parameters.whole("page_size", parameters.find("page").isPresent() ? USUAL_PAGE : MOST, MOST);
        return new RequestQuery(
                codes.isEmpty() ? query : query.codes(codes),
                Math.min(size, parameters.whole("max_requests", MOST, MOST)),
                (page - 1L) * size);
    }

    /** Whoever asks for what changed is not kept to what is new. */
    private static PublicQuery inTime(PublicQuery all, Parameters parameters, Instant now) {
        Optional<Instant> after = parameters.time("updated_after");
        Optional<Instant> before = parameters.time("updated_before");
        boolean plain = after.isEmpty() && before.isEmpty();
        PublicQuery query = all;
        if (plain
                || Stream.of("start_date", "end_date")
                        .anyMatch(name -> parameters.find(name).isPresent())) {
            Period period = parameters.period(now);
            query = query.createdFrom(period.from()).createdUntil(period.until());
        }
        query = after.map(query::updatedFrom).orElse(query);
        return before.map(query::updatedUntil).orElse(query);
    }

    private static PublicQuery around(PublicQuery query, Parameters parameters) {
        Optional<Double> lat = parameters.decimal("lat", -90, 90);
        Optional<Double> lon = parameters.decimal("long", -180, 180);
        Optional<Double> metres = parameters.decimal("radius", 0, HALF_ROUND_THE_EARTH);
        if (lat.isPresent() && lon.isPresent() && metres.isPresent()) {
            return query.around(new Position(lon.get(), lat.get()), metres.get());
        }
        if (lat.isPresent() || lon.isPresent() || metres.isPresent()) {
            throw Refusal.badInput("open311.refusal.radius");
        }
        return query;
    }

    private static Set<State> states(Parameters parameters) {
        Set<State> states = EnumSet.allOf(State.class);
        keep(
                states,
                parameters,
                "status",
                List.of("open", "closed"),
                (word, state) -> state.isOpen() == word.equals("open"));
        keep(
                states,
                parameters,
                "detailed_status",
                Stream.of(DetailedStatus.values())
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .toList(),
                (word, state) -> DetailedStatus.of(state).name().equalsIgnoreCase(word));
        return states;
    }

    private interface Meaning {
        boolean covers(String word, State state);
    }

    private static void keep(
            Set<State> states, Parameters parameters, String name, List<String> known, Meaning meaning) {
        List<String> words = parameters.list(name).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        words.stream().filter(Predicate.not(known::contains)).findFirst().ifPresent(word -> {
            throw Refusal.badInput("open311.refusal.choice", name, word, String.join(", ", known))
                    .at(name);
        });
        if (!words.isEmpty()) {
            states.removeIf(state -> words.stream().noneMatch(word -> meaning.covers(word, state)));
        }
    }

    private static Set<Long> known(List<String> numbers) {
        return numbers.stream()
                .filter(number -> number.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .collect(Collectors.toSet());
    }
}
