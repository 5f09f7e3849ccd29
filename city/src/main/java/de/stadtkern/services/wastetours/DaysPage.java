package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.wastetours.DayRows.Shown;
import de.stadtkern.services.wastetours.TourDay.Want;
import de.stadtkern.services.wastetours.TourDay.Wish;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The tours of a day as the dispatcher sees and changes them. */
@Controller
@RequestMapping(DaysPage.HERE)
class DaysPage {

    static final String HERE = "/wastetours";

    private static final String ONE = "/days/{id:[0-9]{1,18}}";
    private static final String VEHICLE = "vehicle-";
    private static final String BY_RULE = "RULE";
    private static final int ON_MAP = 2000;

    private final Days days;
    private final WastePolicies policies;

    DaysPage(Days days, WastePolicies policies) {
        this.days = days;
        this.policies = policies;
    }

    @Bean
    static NavigationEntry wasteToursEntry() {
        return new NavigationEntry(HERE, "wastetours.days", Permission.SEE_OPERATIONS, 22);
    }

    @GetMapping
    ModelAndView list(Page page, @RequestParam(defaultValue = "0") long municipality) {
        return list(page, municipality, Form.blank().with("date", days.today()));
    }

    @PostMapping
    ModelAndView ask(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        long whose = policies.whose(Permission.DECIDE, municipality);
        try {
            long id = days.ask(whose, date(form));
            return page.redirect(HERE + "/days/" + id, "wastetours.asked");
        } catch (Refusal refusal) {
            return list(page, whose, form.refused(refusal, page));
        }
    }

    private ModelAndView list(Page page, long municipality, Form form) {
        long whose = policies.whose(Permission.SEE_OPERATIONS, municipality);
        return page.view("services/wastetours/days", form)
                .addObject("municipality", whose)
                .addObject("today", days.find(whose, days.today()).orElse(null))
                .addObject("days", DayTables.days(page).show(page, days.list(whose)))
                .addObject("mayAsk", days.mayAsk(whose));
    }

    private static LocalDate date(Form form) {
        try {
            return LocalDate.parse(form.value("date").strip());
        } catch (DateTimeParseException e) {
            throw Refusal.badInput("wastetours.refusal.date", form.value("date").strip())
                    .at("date");
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id, @RequestParam(defaultValue = "ALL") Shown show) {
        TourDay day = days.get(id);
        Form form = Form.blank().with("show", show);
        for (long vehicle : day.vehicles()) {
            form = form.with(VEHICLE + vehicle, "true");
        }
        return page.view("services/wastetours/day", form)
                .addObject("day", day)
                .addObject("figures", DayTables.figures(page, day))
                .addObject("tours", DayTables.tours(page, day))
                .addObject("bins", DayTables.bins(page, day).show(page, days.choices(day, show)))
                .addObject(
                        "shows",
                        Arrays.stream(Shown.values())
                                .map(one -> new Choice(one.name(), page.text("wastetours.show." + one)))
                                .toList())
                .addObject("vehicles", days.vehicles(day))
                .addObject("mayChange", days.mayChange(day));
    }

    static String path(TourDay day) {
        return HERE + "/days/" + day.id();
    }

    /** Of what became of a bin. */
    static String path(TourDay day, long container) {
        return path(day) + "/bin?container=" + container;
    }

    @GetMapping(path = ONE + "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, @PathVariable long id, @RequestParam(defaultValue = "ALL") Shown show) {
        TourDay day = days.get(id);
        List<TourDay.Choice> shown = days.choices(day, show)
                .list(new TableQuery(page.parameter("bins-q").strip(), "vehicle", false, ON_MAP, 0));
        return Feature.Collection.of(Stream.concat(lines(shown), shown.stream().map(one -> point(page, day, one)))
                .toList());
    }

    /** The order in which each vehicle comes to its bins; not the streets that it takes. */
    private static Stream<Feature> lines(List<TourDay.Choice> shown) {
        Map<String, List<Position>> courses = new TreeMap<>();
        shown.stream()
                .filter(TourDay.Choice::isOnTour)
                .forEach(one -> courses.computeIfAbsent(String.valueOf(one.vehicle()), name -> new ArrayList<>())
                        .add(one.position()));
        return courses.entrySet().stream()
                .filter(one -> one.getValue().size() > 1)
                .map(one -> Feature.line(one.getValue(), Map.of("state", Mark.PLANNED.key(), "label", one.getKey())));
    }

    private static Feature point(Page page, TourDay day, TourDay.Choice one) {
        return Feature.point(
                one.position(),
                Map.of(
                        "id",
                        "bin-" + one.container(),
                        "state",
                        DayWording.mark(one).key(),
                        "href",
                        page.url(path(day, one.container())),
                        "label",
                        one.name() + ": " + DayWording.tour(page, one) + ". " + DayWording.why(page, one)));
    }

    @PostMapping(ONE + "/search")
    ModelAndView searchAgain(Page page, @PathVariable long id) {
        TourDay day = days.get(id);
        days.ask(day.municipalityId(), day.date());
        return page.redirect(path(day), "wastetours.asked");
    }

    @PostMapping(ONE + "/vehicles")
    ModelAndView vehicles(Page page, @PathVariable long id, Form form) {
        TourDay day = days.get(id);
        days.setVehicles(
                id,
                days.vehicles(day).stream()
                        .map(de.stadtkern.kernel.fleet.Vehicle::id)
                        .filter(one -> form.value(VEHICLE + one).equals("true"))
                        .toList());
        return page.redirect(path(day), "wastetours.noted");
    }

    @GetMapping(ONE + "/bin")
    ModelAndView bin(Page page, @PathVariable long id, @RequestParam(defaultValue = "0") long container) {
        TourDay day = days.get(id);
        Optional<Wish> wish = days.wish(day, container);
        return bin(
                page,
                day,
                container,
                Form.blank()
                        .with("want", wish.map(one -> one.want().name()).orElse(BY_RULE))
                        .with(
                                "vehicle",
                                wish.map(Wish::vehicle).map(Object::toString).orElse("")));
    }

    @PostMapping(ONE + "/bin")
    ModelAndView want(Page page, @PathVariable long id, @RequestParam(defaultValue = "0") long container, Form form) {
        TourDay day = days.get(id);
        try {
            Want want = form.value("want").equals(BY_RULE) ? null : form.choice("want", Want.class);
            days.want(id, container, want, want == Want.IN ? vehicle(form) : null);
            return page.redirect(path(day), "wastetours.noted");
        } catch (Refusal refusal) {
            return bin(page, day, container, form.refused(refusal, page));
        }
    }

    private static @Nullable Long vehicle(Form form) {
        String text = form.value("vehicle").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.badInput("wastetours.refusal.day-vehicle", text).at("vehicle");
        }
        return Long.valueOf(text);
    }

    private ModelAndView bin(Page page, TourDay day, long container, Form form) {
        TourDay.Choice choice = days.choice(day, container);
        return page.view("services/wastetours/daybin", form)
                .addObject("day", day)
                .addObject("choice", choice)
                .addObject(
                        "wants",
                        Stream.of(BY_RULE, Want.IN.name(), Want.OUT.name())
                                .map(one -> new Choice(one, page.text("wastetours.want." + one)))
                                .toList())
                .addObject(
                        "vehicles",
                        Stream.concat(
                                        Stream.of(new Choice("", page.text("wastetours.vehicle.any"))),
                                        days.vehicles(day).stream()
                                                .map(one -> new Choice(Long.toString(one.id()), one.name())))
                                .toList())
                .addObject("mayChange", days.mayChange(day));
    }
}
