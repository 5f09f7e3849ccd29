package de.stadtkern.services.reporting;

import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.PublicQuery;
import de.stadtkern.kernel.reports.Report.State;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which public reports an address asks for: the same for list, map, feed and files.
 *
 * @param number of one; empty for all
 * @param category code of one; empty for all
 * @param state name of one, or {@code OPEN} for those that are; empty for all
 * @param words that are found in each; empty for all
 */
record Wanted(String number, String category, String state, String words) {

    static final String OPEN = "OPEN";

    /** @param words name of the parameter with the words */
    static Wanted of(Page page, String words) {
        return new Wanted(
                page.parameter("number"), page.parameter("category"), page.parameter("state"), page.parameter(words));
    }

    PublicQuery query() {
        PublicQuery all =
                number.isBlank() ? PublicQuery.all() : PublicQuery.all().numbers(numbers());
        PublicQuery some = category.isBlank() ? all : all.codes(List.of(category.strip()));
        PublicQuery fewer = state.isBlank() ? some : some.states(states());
        return words.isBlank() ? fewer : fewer.words(words);
    }

    /** The address with these parameters. */
    String at(String path) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("category", category)
                .queryParam("state", state)
                .queryParam("q", words)
                .encode()
                .toUriString();
    }

    private List<Long> numbers() {
        return number.matches("\\d{1,18}") ? List.of(Long.valueOf(number)) : List.of();
    }

    private List<State> states() {
        if (state.equals(OPEN)) {
            return Arrays.stream(State.values()).filter(State::isOpen).toList();
        }
        return Arrays.stream(State.values())
                .filter(one -> one.name().equals(state))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> Refusal.badInput("portal.refusal.choice", state, Arrays.toString(State.values()))
                        .at("state"));
    }
}
