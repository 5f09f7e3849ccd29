package de.stadtkern.services.winter;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.operations.Proofs;
import de.stadtkern.kernel.operations.PublicRecord;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Nearby;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Extract;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import de.stadtkern.services.winter.StreetClasses.Classed;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's page on the classes of the streets, their open data, and the page on which a municipality sets them. */
@Controller
@RequestMapping("/winter")
class StreetClassesPage implements Nearby.Source {

    private static final String LICENCE = "https://opendatacommons.org/licenses/odbl/1-0/";
    private static final String POLICY = "/winter/classes/policy";

    private final StreetClasses classes;
    private final Streets streets;
    private final Proofs proofs;

    StreetClassesPage(StreetClasses classes, Streets streets, Proofs proofs) {
        this.classes = classes;
        this.streets = streets;
        this.proofs = proofs;
    }

    @GetMapping("/classes")
    ModelAndView show(Page page) {
        String typed = page.parameter("street");
        return page.view("services/winter/classes", Form.blank().with("street", typed))
                .addObject("asked", !typed.isBlank())
                .addObject("answers", classes.find(typed, page.language()))
                .addObject("attribution", attribution())
                .addObject("classes", classed(page).show(page, classes.list()))
                .addObject("done", done(page).show(page, proofs.listPublic(FrostWatch.SOURCE)));
    }

    @GetMapping(path = "/classes.geojson", produces = "application/geo+json")
    ResponseEntity<Feature.Collection> classesOnTheMap() {
        List<Classed> known = classes.list();
        Map<Long, Segment> segments =
                streets
                        .listByIds(
                                known.stream().map(Classed::segment).distinct().toList())
                        .stream()
                        .collect(Collectors.toMap(Segment::id, Function.identity()));
        return licensed(known.stream()
                .filter(one -> segments.containsKey(one.segment()))
                .map(one -> {
                    Map<String, Object> properties = new LinkedHashMap<>();
                    properties.put("segment", one.segment());
                    properties.put("street", one.street());
                    properties.put("municipality", one.municipality());
                    properties.put("winter_class", one.winterClass());
                    properties.put("school_bus", one.schoolBus());
                    return Feature.line(
                            Objects.requireNonNull(segments.get(one.segment())).course(), properties);
                })
                .toList());
    }

    @GetMapping(path = "/done.geojson", produces = "application/geo+json")
    ResponseEntity<Feature.Collection> doneOnTheMap(Page page) {
        return licensed(proofs.listPublic(FrostWatch.SOURCE).stream()
                .flatMap(one -> one.courses().stream()
                        .map(course -> Feature.line(
                                course,
                                Map.of(
                                        "proof",
                                        one.id(),
                                        "measure",
                                        page.text(one.measure()),
                                        "place",
                                        one.place(),
                                        "at",
                                        one.at().toString()))))
                .toList());
    }

    @Override
    public List<Nearby> near(Page page, Position place, double metres) {
        return proofs.listPublic(FrostWatch.SOURCE).stream()
                .map(one -> new Nearby(
                        new Concern.Item(
                                Mark.DONE,
                                page.time(one.at()),
                                page.text(one.measure()) + ": " + one.place(),
                                "/winter/classes"),
                        Nearby.metres(place, one.courses()),
                        one.at()))
                .filter(one -> one.metres() <= metres)
                .toList();
    }

    private ResponseEntity<Feature.Collection> licensed(List<Feature> features) {
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<" + LICENCE + ">; rel=\"license\"")
                .body(Feature.Collection.of(features));
    }

    private String attribution() {
        return streets.findExtract().map(Extract::attribution).orElse("");
    }

    private static Table<Classed> classed(Page page) {
        return Table.<Classed>named("classes")
                .column(
                        "street",
                        "winter.classes.street",
                        one -> Cell.text(one.street().isBlank() ? page.text("operations.unnamed") : one.street()))
                .column("municipality", "winter.municipality", one -> Cell.text(one.municipality()))
                .column("class", "winter.classes.class", one -> Cell.number(number(one.winterClass()), 0, ""))
                .column(
                        "bus",
                        "winter.classes.bus",
                        one -> one.schoolBus() ? Cell.text(page.text("winter.classes.bus.yes")) : Cell.empty())
                .column("length", "winter.classes.length", one -> Cell.number(one.lengthMetres(), 0, "m"))
                .column("segment", "winter.classes.segment", one -> Cell.text(Long.toString(one.segment())))
                .sortedBy("street");
    }

    private static @Nullable Double number(@Nullable Integer winterClass) {
        return winterClass == null ? null : winterClass.doubleValue();
    }

    private static Table<PublicRecord> done(Page page) {
        return Table.<PublicRecord>named("done")
                .column("at", "winter.night.at", one -> Cell.time(one.at()))
                .column("measure", "winter.night.measure", one -> Cell.text(page.text(one.measure())))
                .column("place", "winter.control.place", one -> Cell.text(one.place()))
                .column("streets", "winter.night.field.streets", one -> Cell.text(String.join(", ", one.streets())))
                .column("length", "winter.classes.length", one -> Cell.number(one.lengthMetres(), 0, "m"))
                .sortedBy("-at");
    }

    @GetMapping("/classes/policy")
    ModelAndView policy(Page page) {
        return policy(page, Form.blank().with("municipality", page.parameter("municipality")));
    }

    @PostMapping("/classes/policy/times")
    ModelAndView times(Page page, Form form) {
        return change(page, form, classes::putTimes);
    }

    @PostMapping("/classes/policy/bylaw")
    ModelAndView bylaw(Page page, Form form) {
        return change(page, form, classes::putBylaw);
    }

    @PostMapping("/classes/policy/buses")
    ModelAndView buses(Page page, Form form) {
        return change(page, form, classes::putSchoolBuses);
    }

    private ModelAndView change(Page page, Form form, Consumer<Form> change) {
        try {
            change.accept(form);
            return page.redirect(
                    POLICY + "?municipality=" + form.value("municipality").strip(), "winter.classes.saved");
        } catch (Refusal refusal) {
            return policy(page, form.refused(refusal, page));
        }
    }

    /** What was refused stays as typed; the rest of the page is as it is kept. */
    private ModelAndView policy(Page page, Form typed) {
        Municipality here = classes.choose(typed.value("municipality"));
        Form form = Form.blank();
        for (var time : classes.times(here.id()).entrySet()) {
            form = form.with("workdays" + time.getKey(), time.getValue().workdays())
                    .with("weekends" + time.getKey(), time.getValue().weekends());
        }
        for (Language language : Language.values()) {
            form = form.with(
                    "bylaw-" + language, classes.bylaw(here.id(), language).orElse(""));
        }
        form = form.with("buses", String.join("\n", classes.schoolBusStreets(here.id())));
        for (var value : typed.values().entrySet()) {
            form = form.with(value.getKey(), value.getValue());
        }
        return page.view(
                        "services/winter/policy",
                        new Form(form.with("municipality", here.id()).values(), typed.errors(), typed.status()))
                .addObject("municipality", here)
                .addObject("municipalities", Doses.choices(classes.listKept()));
    }

    /** As people read it. */
    static String written(Page page, @Nullable LocalTime time) {
        return time == null ? page.text("winter.classes.no-time") : page.text("winter.classes.time", time.toString());
    }
}
