package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** One segment: what the extract says of it, what the municipality says, and who said what before. */
@Controller
@RequestMapping("/streets")
class SegmentPage {

    private final StreetRegister register;
    private final RegisterRows rows;
    private final SegmentRows segments;

    SegmentPage(StreetRegister register, RegisterRows rows, SegmentRows segments) {
        this.register = register;
        this.rows = rows;
        this.segments = segments;
    }

    /** A fact, in the words of the page. */
    record Fact(String label, String value) {}

    @GetMapping("/segment")
    ModelAndView show(Page page, @RequestParam long id) {
        long municipality = register.municipality(page.parameter(RegisterFilters.MUNICIPALITY));
        return view(page, id, municipality, blank(page, municipality, id));
    }

    @PostMapping("/segment")
    ModelAndView change(Page page, @RequestParam long id, Form form) {
        long municipality = register.municipality(form.value(RegisterFilters.MUNICIPALITY));
        register.requireKeeper(municipality);
        try {
            Map<String, String> texts = new LinkedHashMap<>();
            RegisterChange.FIELDS.forEach(field -> texts.put(field, form.value(field)));
            register.change(municipality, List.of(id), RegisterChange.of(texts), form.value("reason"));
            return page.redirect(
                    "/streets/segment?id=" + id + "&municipality=" + municipality, "streets.segment.changed");
        } catch (Refusal refusal) {
            return view(page, id, municipality, form.refused(refusal, page));
        }
    }

    @GetMapping(path = "/segment.geojson", produces = SegmentsGeoJson.MEDIA_TYPE)
    @ResponseBody
    Feature.Collection map(@RequestParam long id) {
        Segment segment = get(id);
        return Feature.Collection.of(
                List.of(Feature.line(segment.course(), Map.of("state", Mark.INFO.key(), "label", segment.name()))));
    }

    private Form blank(Page page, long municipality, long id) {
        Register current = rows.current(municipality, List.of(id)).getOrDefault(id, Register.EMPTY);
        Form form = Form.blank();
        for (Map.Entry<String, String> field : RegisterChange.texts(current).entrySet()) {
            form = form.with(field.getKey(), field.getValue());
        }
        Double width = current.maxWidthMetres();
        return width == null ? form : form.with(RegisterChange.MAX_WIDTH, page.number(width, 2));
    }

    private ModelAndView view(Page page, long id, long municipality, Form form) {
        Segment segment = get(id);
        String name = segment.name().isEmpty() ? page.text("streets.nameless") : segment.name();
        return page.view("kernel/streets/segment", form)
                .addObject("segment", segment)
                .addObject("title", page.text("streets.segment.title", name, Long.toString(id)))
                .addObject("facts", facts(page, segment))
                .addObject("turns", turns(page, segment))
                .addObject("municipality", municipality)
                .addObject(
                        "mayKeep",
                        register.mayKeep(municipality)
                                && !rows.known(List.of(id)).isEmpty())
                .addObject("choices", new RegisterChoices(page, rows, municipality))
                .addObject("history", rows.history(municipality, id));
    }

    private Segment get(long id) {
        return segments.listByIds(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("streets.refusal.segment", Long.toString(id)));
    }

    /** What is not known is said too: nobody should take it for "no". */
    private static List<Fact> facts(Page page, Segment segment) {
        RoadAttributes attributes = segment.attributes();
        String unknown = page.text("streets.not-known");
        List<Fact> facts = new ArrayList<>();
        facts.add(fact(page, "class", RegisterChoices.roadClass(page, segment.roadClass())));
        facts.add(fact(page, "length", page.quantity(segment.lengthMetres(), 0, "m")));
        facts.add(fact(page, "oneway", page.text(segment.oneWay() ? "streets.yes" : "streets.no")));
        facts.add(fact(page, "structure", structure(page, segment)));
        facts.add(fact(page, "lanes", attributes.lanes() == null ? unknown : page.number(attributes.lanes(), 0)));
        facts.add(fact(page, "width", metres(page, attributes.widthMetres(), unknown)));
        facts.add(fact(page, "surface", attributes.surface() == null ? unknown : attributes.surface()));
        facts.add(fact(
                page,
                "maxspeed",
                attributes.maxSpeed() == null ? unknown : page.quantity(attributes.maxSpeed(), 0, "km/h")));
        facts.add(fact(page, "limits", limits(page, attributes, unknown)));
        facts.add(fact(
                page,
                "lit",
                attributes.lit() == null ? unknown : page.text(attributes.lit() ? "streets.yes" : "streets.no")));
        facts.add(fact(
                page,
                "sidewalk",
                attributes.sidewalk() == null ? unknown : page.text("streets.sidewalk." + attributes.sidewalk())));
        facts.add(fact(page, "place", place(segment.place(), unknown)));
        return facts;
    }

    private static Fact fact(Page page, String key, String value) {
        return new Fact(page.text("streets." + key), value);
    }

    private static String structure(Page page, Segment segment) {
        return page.text(
                segment.bridge()
                        ? "streets.structure.bridge"
                        : segment.attributes().tunnel() ? "streets.structure.tunnel" : "streets.structure.none");
    }

    private static String metres(Page page, @Nullable Double metres, String unknown) {
        return metres == null ? unknown : page.quantity(metres, "m");
    }

    private static String limits(Page page, RoadAttributes attributes, String unknown) {
        List<String> limits = new ArrayList<>();
        if (attributes.maxHeightMetres() != null) {
            limits.add(page.text("streets.limit.height", page.quantity(attributes.maxHeightMetres(), "m")));
        }
        if (attributes.maxWidthMetres() != null) {
            limits.add(page.text("streets.limit.width", page.quantity(attributes.maxWidthMetres(), "m")));
        }
        if (attributes.maxWeightTonnes() != null) {
            limits.add(page.text("streets.limit.weight", page.quantity(attributes.maxWeightTonnes(), "t")));
        }
        if (attributes.hgv() != null) {
            limits.add(page.text("streets.limit.hgv", attributes.hgv()));
        }
        if (attributes.access() != null) {
            limits.add(page.text("streets.limit.access", attributes.access()));
        }
        return limits.isEmpty() ? unknown : String.join(", ", limits);
    }

    private static String place(Place place, String unknown) {
        List<String> names = new ArrayList<>();
        for (String name : List.of(place.quarter(), place.municipality(), place.district())) {
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? unknown : String.join(", ", names);
    }

    /** The rules for turning off this segment, by the streets they speak of. */
    private List<String> turns(Page page, Segment segment) {
        return segments.listTurnsFrom(segment).stream()
                .map(turn -> page.text(
                        "streets.turn." + (turn.restriction().startsWith("only") ? "only" : "no"),
                        turn.street().isEmpty() ? page.text("streets.nameless") : turn.street(),
                        turn.restriction()))
                .toList();
    }
}
