package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** Everybody's page: how to get from here to there, and how far one gets. */
@Controller
@RequestMapping("/route")
class RoutePage {

    static final String GEO_JSON = "application/geo+json";

    private static final int ALTERNATIVES = 2;

    private final CurrentRoads roads;
    private final Questions questions;
    private final Places places;

    RoutePage(CurrentRoads roads, Questions questions, Places places) {
        this.roads = roads;
        this.questions = questions;
        this.places = places;
    }

    @Bean
    static NavigationEntry routeEntry() {
        return new NavigationEntry("/route", "routing.route", null, 17);
    }

    @GetMapping
    ModelAndView show(Page page, Form asked) {
        Form form = asked.value("profile").isEmpty() ? asked.with("profile", Profile.FOOT.key()) : asked;
        if (form.value("from").isBlank() && form.value("to").isBlank()) {
            return view(page, form, List.of());
        }
        try {
            return view(page, form, questions.routes(form::value, ALTERNATIVES));
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), List.of());
        }
    }

    private ModelAndView view(Page page, Form form, List<Route> routes) {
        return page.view("kernel/routing/route", form)
                .addObject("ready", roads.ready())
                .addObject("profiles", Wording.profiles(page))
                .addObject("understood", routes.isEmpty() ? "" : understood(page, form))
                .addObject("routes", routes)
                .addObject(
                        "features",
                        page.url("/route/route.geojson?from=%s&to=%s&profile=%s"
                                .formatted(coded(form, "from"), coded(form, "to"), coded(form, "profile"))));
    }

    private String understood(Page page, Form form) {
        return page.text(
                "routing.route.understood",
                places.get(form.value("from"), "from").label(),
                places.get(form.value("to"), "to").label());
    }

    private static String coded(Form form, String field) {
        return UriUtils.encode(form.value(field), StandardCharsets.UTF_8);
    }

    /** The best route last, so that it lies above the others. */
    @GetMapping(path = "/route.geojson", produces = GEO_JSON)
    @ResponseBody
    Feature.Collection map(Page page, Form form) {
        List<Route> routes = questions.routes(form::value, ALTERNATIVES);
        List<Feature> features = new ArrayList<>();
        for (int i = routes.size() - 1; i >= 0; i--) {
            Route route = routes.get(i);
            String label = page.text(
                    "routing.route.of",
                    i + 1,
                    Wording.duration(page, route.seconds()),
                    Wording.length(page, route.metres()));
            features.add(Feature.line(
                    route.course(),
                    Map.of("id", "route-" + (i + 1), "state", i == 0 ? "done" : Mark.PLANNED.key(), "label", label)));
        }
        return Feature.Collection.of(features);
    }

    @GetMapping("/reach")
    ModelAndView reach(Page page, Form asked) {
        Form form = asked.value("profile").isEmpty()
                ? asked.with("profile", Profile.FOOT.key()).with("minutes", "5, 10, 15")
                : asked;
        try {
            return reach(
                    page,
                    form,
                    form.value("from").isBlank()
                            ? List.of()
                            : questions.reach(form::value).areas());
        } catch (Refusal refusal) {
            return reach(page, form.refused(refusal, page), List.of());
        }
    }

    private ModelAndView reach(Page page, Form form, List<Reach.Area> areas) {
        return page.view("kernel/routing/reach", form)
                .addObject("ready", roads.ready())
                .addObject("profiles", Wording.profiles(page))
                .addObject("areas", areas)
                .addObject(
                        "features",
                        page.url("/route/reach.geojson?from=%s&minutes=%s&profile=%s"
                                .formatted(coded(form, "from"), coded(form, "minutes"), coded(form, "profile"))));
    }

    @GetMapping(path = "/reach.geojson", produces = GEO_JSON)
    @ResponseBody
    Feature.Collection reachMap(Form form) {
        return Feature.Collection.of(questions.reach(form::value).areas().reversed().stream()
                .map(Reach.Area::feature)
                .toList());
    }
}
