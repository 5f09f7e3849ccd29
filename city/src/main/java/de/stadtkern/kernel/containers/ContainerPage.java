package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** One container: how full it is, when it was emptied, what was changed, and the forms for that. */
@Controller
@RequestMapping("/containers")
class ContainerPage {

    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final Duration SHOWN = Duration.ofDays(400);
    private static final List<Double> TAPS = List.of(0.25, 0.5, 0.75, 1.0);

    private final Containers containers;
    private final ContainerFields fields;
    private final Emptyings emptyings;
    private final EmptyingRows emptyingRows;
    private final ContainerPhotos photos;
    private final Municipalities municipalities;
    private final List<Outlooks> outlooks;
    private final PublicPage publicPage;
    private final JsonMapper json;
    private final Clock clock;

    ContainerPage(
            Containers containers,
            ContainerFields fields,
            Emptyings emptyings,
            EmptyingRows emptyingRows,
            ContainerPhotos photos,
            Municipalities municipalities,
            List<Outlooks> outlooks,
            PublicPage publicPage,
            JsonMapper json,
            Clock clock) {
        this.containers = containers;
        this.fields = fields;
        this.emptyings = emptyings;
        this.emptyingRows = emptyingRows;
        this.photos = photos;
        this.municipalities = municipalities;
        this.outlooks = outlooks;
        this.publicPage = publicPage;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/new")
    ModelAndView blank(Page page) {
        containers.listReadable();
        return form(page, null, ContainerFields.blank());
    }

    @PostMapping("/new")
    ModelAndView create(Page page, Form form) {
        try {
            long municipality = municipality(form.value("municipality"), containers.listKept());
            Container container = fields.read(form, municipality, null);
            containers.store(municipality, List.of(container), form.value("reason"));
            return page.redirect(ContainersPage.HERE, "containers.added", container.name());
        } catch (Refusal refusal) {
            return form(page, null, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, id, Form.blank());
    }

    @GetMapping(path = ONE + "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, @PathVariable long id) {
        Container one = containers.get(id);
        Level level = containers.level(one);
        return Feature.Collection.of(List.of(Feature.point(
                one.position(),
                Map.of(
                        "state",
                        LevelWording.mark(level).key(),
                        "label",
                        one.name() + ": " + LevelWording.text(page, level)))));
    }

    @GetMapping(ONE + "/edit")
    ModelAndView edit(Page page, @PathVariable long id) {
        Container container = containers.getKept(id);
        return form(page, container, ContainerFields.of(container));
    }

    @PostMapping(ONE + "/edit")
    ModelAndView change(Page page, @PathVariable long id, Form form) {
        Container before = containers.getKept(id);
        try {
            Container container = fields.read(form, before.municipalityId(), before);
            containers.store(before.municipalityId(), List.of(container), form.value("reason"));
            return page.redirect(ContainersPage.HERE + "/" + id, "containers.changed");
        } catch (Refusal refusal) {
            return form(page, before, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/remove")
    ModelAndView remove(Page page, @PathVariable long id) {
        Container container = containers.getKept(id);
        containers.remove(id);
        return page.redirect(ContainersPage.HERE, "containers.removed", container.name());
    }

    @PostMapping(ONE + "/emptyings")
    ModelAndView emptied(Page page, @PathVariable long id, Form form) {
        containers.get(id);
        try {
            emptyings.record(id, found(form));
            return page.redirect(ContainersPage.HERE + "/" + id, "containers.emptied");
        } catch (Refusal refusal) {
            return view(page, id, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/photo")
    ModelAndView photo(
            Page page, @PathVariable long id, @RequestParam(required = false) @Nullable MultipartFile photo, Form form)
            throws IOException {
        try {
            photos.keep(id, photo == null ? new byte[0] : photo.getBytes());
            return page.redirect(ContainersPage.HERE + "/" + id, "containers.photo.done");
        } catch (Refusal refusal) {
            return view(page, id, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE + "/photo.jpg")
    ResponseEntity<byte[]> photo(@PathVariable long id) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(photos.get(id));
    }

    @PostMapping(ONE + "/photo/remove")
    ModelAndView removePhoto(Page page, @PathVariable long id) {
        photos.remove(id);
        return page.redirect(ContainersPage.HERE + "/" + id, "containers.photo.removed");
    }

    private Emptyings.Found found(Form form) {
        String level = form.value("level");
        if (TAPS.stream().noneMatch(tap -> tap.toString().equals(level))) {
            throw Refusal.badInput("containers.refusal.tap").at("level");
        }
        Instant at = form.value("at").isBlank()
                ? clock.instant()
                : LocalStamp.read(form.value("at"), LocalStamp.TOWN, null, "at");
        return new Emptyings.Found(
                at,
                Double.parseDouble(level),
                form.value("damaged").equals("true"),
                form.value("litter").equals("true"));
    }

    private ModelAndView view(Page page, long id, Form form) {
        Container container = containers.get(id);
        Instant now = clock.instant();
        List<Emptying> known = new ArrayList<>(emptyingRows
                        .list(List.of(id), now.minus(SHOWN), now.plus(Duration.ofDays(1)))
                        .getOrDefault(id, List.of()))
                .reversed();
        return page.view("kernel/containers/container", form)
                .addObject("container", container)
                .addObject("level", containers.level(container))
                .addObject(
                        "municipality",
                        municipalities.get(container.municipalityId()).name())
                .addObject(
                        "outlook",
                        outlooks.stream()
                                .flatMap(one -> one.find(container).stream())
                                .findFirst()
                                .orElse(null))
                .addObject("publicPage", publicPage.path(container))
                .addObject("emptyings", emptyingTable(page).show(page, known))
                .addObject("taps", taps(page))
                .addObject("photo", photos.findTime(id).orElse(null))
                .addObject("mayKeep", containers.mayKeep(container))
                .addObject("mayEmpty", containers.mayEmpty(container))
                .addObject("history", history(page, container));
    }

    private static List<Choice> taps(Page page) {
        return TAPS.stream()
                .map(tap -> new Choice(tap.toString(), page.text("containers.tap." + (int) (tap * 100))))
                .toList();
    }

    private static Table<Emptying> emptyingTable(Page page) {
        return Table.<Emptying>named("emptyings")
                .column("at", "containers.emptying.at", one -> Cell.time(one.at()))
                .column(
                        "level",
                        "containers.emptying.level",
                        one -> Cell.number(one.levelBefore() == null ? null : one.levelBefore() * 100, 0, "%"))
                .column(
                        "spread",
                        "containers.emptying.spread",
                        one -> Cell.number(one.spread() == null ? null : one.spread() * 100, 0, "%"))
                .column("source", "containers.emptying.source", one -> source(page, one))
                .column("found", "containers.emptying.found", one -> Cell.text(found(page, one)))
                .sortedBy("-at");
    }

    /** An emptying that nobody on tour told of is one that nobody planned. */
    private static Cell source(Page page, Emptying one) {
        return one.onTour()
                ? Cell.text(page.text("containers.source." + one.source()))
                : Cell.badge(Mark.WARNING, page.text("containers.unplanned"));
    }

    private static String found(Page page, Emptying one) {
        return Stream.of(
                        one.damaged() ? page.text("containers.damaged") : "",
                        one.litter() ? page.text("containers.litter") : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private TableView history(Page page, Container container) {
        return Table.<ContainerRows.Change>named("history")
                .column("at", "containers.change.at", one -> Cell.time(one.at()))
                .column("person", "containers.change.person", one -> Cell.text(one.personName()))
                .column("reason", "containers.change.reason", one -> Cell.text(one.reason()))
                .fixedColumn("what", "containers.change.what", one -> Cell.text(what(page, one.what())))
                .sortedBy("-at")
                .show(page, containers.history(container));
    }

    private String what(Page page, String changes) {
        StringBuilder text = new StringBuilder();
        json.readTree(changes)
                .properties()
                .forEach(field -> text.append(text.isEmpty() ? "" : "; ")
                        .append(page.text("containers." + field.getKey()))
                        .append(": ")
                        .append(field.getValue().path(0).asString(""))
                        .append(" → ")
                        .append(field.getValue().path(1).asString("")));
        return text.isEmpty() ? page.text("containers.change.first") : text.toString();
    }

    private ModelAndView form(Page page, @Nullable Container container, Form form) {
        return page.view("kernel/containers/containerform", form)
                .addObject("container", container)
                .addObject("kinds", ContainersPage.choices(page, "kind", Kind.values()))
                .addObject("fractions", ContainersPage.choices(page, "fraction", Fraction.values()))
                .addObject(
                        "municipalities",
                        container == null
                                ? ContainersPage.municipalities(municipalities, requireSome(containers.listKept()))
                                : List.<Choice>of());
    }

    private static Set<Long> requireSome(Set<Long> kept) {
        if (kept.isEmpty()) {
            throw Refusal.forbidden("containers.refusal.not-yours");
        }
        return kept;
    }

    /** The municipality that the field names, of these; without a name the only one. */
    static long municipality(String text, Set<Long> kept) {
        if (text.isBlank() && kept.size() == 1) {
            return kept.iterator().next();
        }
        long named = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        if (!requireSome(kept).contains(named)) {
            throw Refusal.badInput("containers.refusal.municipality", ContainerFields.shortened(text))
                    .at("municipality");
        }
        return named;
    }
}
