package de.stadtkern.kernel.crew;

import de.stadtkern.kernel.dispatch.DispatchedTours;
import de.stadtkern.kernel.dispatch.TourEvent;
import de.stadtkern.kernel.dispatch.TourEvent.Found;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.OfflinePart;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The pages in the cab: the crew's tours, one tour with what is next, and the same two without connection. */
@Controller
@RequestMapping("/crew")
class CrewPage {

    static final String TOUR = "/tours/{id:[0-9]{1,18}}";

    private static final Set<TourEvent.Kind> OF_A_STOP = EnumSet.of(
            TourEvent.Kind.STOP_DONE, TourEvent.Kind.STOP_LEFT, TourEvent.Kind.STOP_OPEN, TourEvent.Kind.PROBLEM);

    private final DispatchedTours tours;
    private final CrewReports reports;
    private final CabTexts texts;
    private final Clock clock;

    CrewPage(DispatchedTours tours, CrewReports reports, CabTexts texts, Clock clock) {
        this.tours = tours;
        this.reports = reports;
        this.texts = texts;
        this.clock = clock;
    }

    @Bean
    static NavigationEntry crewEntry() {
        return new NavigationEntry("/crew", "crew.cab", Permission.CARRY_OUT_ORDERS, 29);
    }

    @Bean
    static OfflinePart crewWithoutConnection() {
        return new OfflinePart(
                "/crew",
                "/crew/offline",
                List.of(
                        "sk-crew.js",
                        "sk-kept.js",
                        "sk-sending.js",
                        "sk-position.js",
                        "sk-evidence.js",
                        "sk-round.js",
                        "sk-map.js",
                        "leaflet/dist/leaflet.js",
                        "leaflet/dist/leaflet.css"));
    }

    @GetMapping
    ModelAndView list(Page page) {
        List<CabTour> mine =
                tours.mine().stream().map(tour -> CabTour.of(tour, page)).toList();
        return cab(page, "tours").addObject("tours", mine);
    }

    /** Knows nobody: the browser keeps it, and fills in what it keeps of its person. */
    @GetMapping("/offline")
    ModelAndView offline(Page page) {
        return cab(page, "offline");
    }

    @GetMapping(TOUR)
    ModelAndView show(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable Integer stop) {
        return tour(page, id, stop, Form.blank());
    }

    /** What the forms say when there is no JavaScript; the note may come from a button or a field. */
    @PostMapping(TOUR)
    ModelAndView say(
            Page page,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer stop,
            @RequestParam(defaultValue = "") String[] note,
            @RequestParam(required = false) @Nullable MultipartFile photo,
            Form form)
            throws IOException {
        reports.requireCrew(id);
        try {
            TourEvent event = event(form, stop, note);
            MultipartFile picture = photo == null || photo.isEmpty() ? null : photo;
            if (event.kind() == TourEvent.Kind.PROBLEM && event.note() == null && picture == null) {
                throw Refusal.badInput("crew.js.problem.empty").at("problem");
            }
            tours.record(id, List.of(event));
            if (picture != null) {
                String mediaType = Objects.requireNonNullElse(picture.getContentType(), "");
                reports.attach(id, event.id(), mediaType, picture.getBytes());
            }
            requireApplied(id, event.id());
            return page.redirect("/crew/tours/" + id, "crew.saved." + event.kind());
        } catch (Refusal refusal) {
            return tour(page, id, stop, form.refused(refusal, page));
        }
    }

    private TourEvent event(Form form, @Nullable Integer stop, String[] note) {
        String said = Arrays.stream(note)
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(" · "));
        TourEvent.Kind kind = form.choice("kind", TourEvent.Kind.class);
        return new TourEvent(
                id(form),
                clock.instant(),
                kind,
                OF_A_STOP.contains(kind) ? stop : null,
                said.isEmpty() ? null : said,
                amount(form),
                found(form));
    }

    /** What a button with the field {@code level} and the boxes above it say. */
    private static @Nullable Found found(Form form) {
        String level = form.value("level");
        try {
            return level.isEmpty()
                    ? null
                    : new Found(
                            Double.parseDouble(level),
                            form.value("damaged").equals("true"),
                            form.value("litter").equals("true"));
        } catch (NumberFormatException e) {
            throw Refusal.badInput("crew.refusal.missing", "level");
        }
    }

    private static UUID id(Form form) {
        try {
            return UUID.fromString(form.value("id"));
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput("crew.refusal.missing", "id");
        }
    }

    private static @Nullable Double amount(Form form) {
        String amount = form.value("amount").strip().replace(',', '.');
        try {
            return amount.isEmpty() ? null : Double.valueOf(amount);
        } catch (NumberFormatException e) {
            throw Refusal.badInput("crew.refusal.amount", amount).at("amount");
        }
    }

    /** It is kept all the same, but whoever said it should know. */
    private void requireApplied(long id, UUID event) {
        tours.get(id).events().stream()
                .filter(done -> done.event().id().equals(event))
                .map(done -> done.refusal())
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(refusal -> {
                    throw Refusal.conflict(refusal);
                });
    }

    private ModelAndView tour(Page page, long id, @Nullable Integer stop, Form form) {
        CabTour tour = CabTour.of(tours.get(id), page);
        ModelAndView view = cab(page, "tour")
                .addObject("tour", tour)
                .addObject("halt", tour.stop(stop).orElse(null))
                .addObject("form", form);
        view.setStatus(form.status());
        return view;
    }

    private ModelAndView cab(Page page, String template) {
        return page.view("kernel/crew/" + template).addObject("texts", texts.json(page));
    }
}
