package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Nearby;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** Which roads are closed, for everybody; those who may close roads choose or draw them here. */
@Controller
@RequestMapping("/closures")
class ClosurePage implements Nearby.Source {

    private static final String HERE = "/closures";
    private static final String PART = "part-";

    private final Closures closures;
    private final CurrentRoads roads;

    ClosurePage(Closures closures, CurrentRoads roads) {
        this.closures = closures;
        this.roads = roads;
    }

    @Bean
    static NavigationEntry closuresEntry() {
        return new NavigationEntry(HERE, "routing.closures", null, 18);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return page.view("kernel/routing/closures")
                .addObject("closures", closures.list())
                .addObject("kept", Closures.listKept(page.person()))
                .addObject("now", (Predicate<Closure>) closures::isInForce);
    }

    @GetMapping(path = "/closures.geojson", produces = RoutePage.GEO_JSON)
    @ResponseBody
    Feature.Collection map(Page page) {
        List<Feature> features = new ArrayList<>();
        for (Closure closure : closures.list()) {
            Mark mark = closures.isInForce(closure) ? Mark.RUNNING : Mark.PLANNED;
            String label = closure.name() + ": " + closure.reason() + ", " + times(page, closure);
            for (List<Position> line : closure.lines()) {
                features.add(Feature.line(
                        line, Map.of("id", "closure-" + closure.id(), "state", mark.key(), "label", label)));
            }
        }
        return Feature.Collection.of(features);
    }

    @Override
    public List<Nearby> near(Page page, Position place, double metres) {
        return closures.list().stream()
                .filter(closures::isInForce)
                .map(one -> new Nearby(
                        new Concern.Item(
                                Mark.WARNING,
                                times(page, one),
                                page.text("routing.closure.now") + ": " + one.name(),
                                "/closures"),
                        Nearby.metres(place, one.lines()),
                        null))
                .filter(one -> one.metres() <= metres)
                .toList();
    }

    static String times(Page page, Closure closure) {
        Instant ends = closure.endsAt();
        return ends == null
                ? page.text("routing.closure.since", page.time(closure.startsAt()))
                : page.text("routing.closure.between", page.time(closure.startsAt()), page.time(ends));
    }

    @GetMapping("/new")
    ModelAndView show(Page page) {
        String street = page.parameter("street").strip();
        return form(page, Form.blank().with("street", street).with("name", street));
    }

    @PostMapping("/new")
    ModelAndView add(Page page, Form form) {
        closures.requireKept();
        try {
            return page.redirect(
                    HERE,
                    "routing.closure.done",
                    closures.add(form::value, lines(form)).name());
        } catch (Refusal refusal) {
            return form(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/{id:[0-9]{1,18}}/end")
    ModelAndView end(Page page, @PathVariable long id) {
        return page.redirect(HERE, "routing.closure.ended", closures.end(id).name());
    }

    /** The parts of a street, numbered as in the list. */
    @GetMapping(path = "/parts.geojson", produces = RoutePage.GEO_JSON)
    @ResponseBody
    Feature.Collection parts(Page page, @RequestParam String street) {
        List<StreetPart> parts = listParts(street);
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            features.add(Feature.line(
                    parts.get(i).course(),
                    Map.of("id", PART + parts.get(i).edge(), "state", "info", "label", label(page, i, parts.get(i)))));
        }
        return Feature.Collection.of(features);
    }

    static String label(Page page, int number, StreetPart part) {
        String length = Wording.length(page, part.metres());
        if (part.from().isEmpty() && part.to().isEmpty()) {
            return page.text("routing.part.unnamed", number + 1, length);
        }
        return part.from().isEmpty() || part.to().isEmpty()
                ? page.text("routing.part.short", number + 1, part.from() + part.to(), length)
                : page.text("routing.part", number + 1, part.from(), part.to(), length);
    }

    private ModelAndView form(Page page, Form form) {
        String street = form.value("street").strip();
        return page.view("kernel/routing/closure", form)
                .addObject("municipalities", closures.requireKept())
                .addObject("parts", listParts(street))
                .addObject(
                        "features",
                        street.isEmpty()
                                ? page.url("/closures/closures.geojson")
                                : page.url("/closures/parts.geojson?street="
                                        + UriUtils.encode(street, StandardCharsets.UTF_8)));
    }

    private List<StreetPart> listParts(String street) {
        return street.isEmpty()
                ? List.of()
                : roads.find().map(graph -> graph.streetParts(street)).orElse(List.of());
    }

    /** The parts that are ticked, and what stands in the field: a position in each line, an empty one between courses. */
    private List<List<Position>> lines(Form form) {
        List<List<Position>> lines = new ArrayList<>();
        for (StreetPart part : listParts(form.value("street").strip())) {
            if (form.value(PART + part.edge()).equals("true")) {
                lines.add(part.course());
            }
        }
        for (String course : form.value("course").strip().split("\\R\\s*\\R")) {
            if (!course.isBlank()) {
                lines.add(course.lines()
                        .map(line -> Places.position(line, "course"))
                        .toList());
            }
        }
        return lines;
    }
}
