package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.Searchable;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** The search as a page, with its results as list and on the map; and in the search of the portal. */
@Controller
class AddressPage implements Searchable {

    private static final String HERE = "/addresses";
    private static final int MOST = 10;

    private final Addresses addresses;

    AddressPage(Addresses addresses) {
        this.addresses = addresses;
    }

    @Bean
    static NavigationEntry addressesNavigation() {
        return new NavigationEntry(HERE, "addresses.addresses", null, 17);
    }

    @GetMapping(path = HERE, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView show(Page page, Form form) {
        String q = form.value("q").strip();
        String near = form.value("near").strip();
        try {
            List<FoundAddress> found = new Asked(q, near, MOST).answer(addresses);
            return view(page, form, found)
                    .addObject(
                            "features", page.url(HERE + "/results.geojson?q=" + encoded(q) + "&near=" + encoded(near)));
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), List.of()).addObject("features", "");
        }
    }

    private static ModelAndView view(Page page, Form form, List<FoundAddress> found) {
        return page.view("kernel/addresses/addresses", form).addObject("found", found);
    }

    @Override
    public String textKey() {
        return "addresses.addresses";
    }

    @Override
    public @Nullable Permission permission() {
        return null;
    }

    /** What holds all words as they are, other rooms find too; here a house or a crossing, and what is spelt otherwise. */
    @Override
    public List<Hit> find(SearchWords words, Set<Long> municipalities, int limit) {
        return addresses.find(String.join(" ", words.words()), Optional.empty(), limit).stream()
                .filter(found -> found.trust() != FoundAddress.Trust.POSSIBLE)
                .map(found -> new Hit(HERE + "?q=" + encoded(asked(found)), List.of(), found.label(), found.context()))
                .toList();
    }

    private static String asked(FoundAddress found) {
        return found.kind() == FoundAddress.Kind.COORDINATES
                ? found.position().lat() + ", " + found.position().lon()
                : (found.label() + " " + found.postcode()).strip();
    }

    private static String encoded(String part) {
        return UriUtils.encode(part, StandardCharsets.UTF_8);
    }
}
