package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.ReportBody;
import de.stadtkern.kernel.reports.ReportBody.Open311;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportDuty;
import de.stadtkern.kernel.reports.ReportQueue;
import de.stadtkern.kernel.reports.ReportRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The rules of a municipality: categories, who does what where, bodies outside, and where reports are taken. */
@Controller
@RequestMapping("/reportdesk/rules")
class ReportRulesPage {

    static final String HERE = "/reportdesk/rules";

    private final ReportRules rules;
    private final ReportCategories categories;
    private final ReportQueue queue;
    private final DeskTowns towns;

    ReportRulesPage(ReportRules rules, ReportCategories categories, ReportQueue queue, DeskTowns towns) {
        this.rules = rules;
        this.categories = categories;
        this.queue = queue;
        this.towns = towns;
    }

    @GetMapping
    ModelAndView show(Page page, Form asked) {
        long town = town(asked);
        Form form = rules.listBodies(town).stream()
                .filter(body -> Long.toString(body.id()).equals(asked.value("body")))
                .findFirst()
                .map(ReportRulesPage::filled)
                .orElse(Form.blank());
        return view(page, town, form);
    }

    @PostMapping("/duties")
    ModelAndView addDuty(Page page, Form form) {
        return act(
                page,
                form,
                "rules",
                town -> rules.addDuty(new ReportDuty(
                        0,
                        town,
                        form.value("category").isEmpty() ? null : DeskWording.id(form, "category"),
                        DeskWording.rim(form, "course"),
                        DeskWording.responsible(form.value("responsible")))));
    }

    @PostMapping("/duties/{duty:[0-9]{1,18}}/remove")
    ModelAndView removeDuty(Page page, @PathVariable long duty, Form form) {
        return act(page, form, "rules", town -> {
            if (rules.listDuties(town).stream().noneMatch(one -> one.id() == duty)) {
                throw Refusal.notFound("reportdesk.refusal.duty");
            }
            rules.removeDuty(town, duty);
        });
    }

    @PostMapping("/bodies")
    ModelAndView saveBody(Page page, Form form) {
        return act(page, form, "rules", town -> rules.saveBody(body(town, form)));
    }

    @GetMapping("/area")
    ModelAndView area(Page page, Form asked) {
        long town = town(asked);
        String course = rules.area(town).stream().map(ReportRulesPage::written).collect(Collectors.joining("\n"));
        return area(page, town, Form.blank().with("course", course));
    }

    @PostMapping("/area")
    ModelAndView setArea(Page page, Form form) {
        return act(page, form, "area", town -> rules.setArea(town, DeskWording.rim(form, "course")));
    }

    /** The areas of the duties, as the list names them. */
    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Form asked) {
        return Feature.Collection.of(rules.listDuties(town(asked)).stream()
                .filter(duty -> !duty.rim().isEmpty())
                .map(duty -> Feature.area(
                        Stream.concat(duty.rim().stream(), Stream.of(duty.rim().getFirst()))
                                .toList(),
                        Map.of(
                                "id",
                                duty.id(),
                                "state",
                                "info",
                                "label",
                                duty.responsible().name())))
                .toList());
    }

    /** @param where the page that shows what is wrong: rules or area */
    private ModelAndView act(Page page, Form form, String where, LongConsumer action) {
        long town = town(form);
        try {
            action.accept(town);
            return page.redirect(HERE + "?municipality=" + town, "reportdesk.rules.saved");
        } catch (Refusal refusal) {
            Form refused = form.refused(refusal.field().equals("rim") ? refusal.at("course") : refusal, page);
            return where.equals("area") ? area(page, town, refused) : view(page, town, refused);
        }
    }

    private long town(Form form) {
        return towns.choose(form.value("municipality"), Permission.KEEP_REPORT_RULES);
    }

    private static Form filled(ReportBody body) {
        Open311 open311 = body.open311();
        return Form.blank()
                .with("body", body.id())
                .with("name", body.name())
                .with("mail", body.mail())
                .with("open311", open311 == null ? null : open311.address())
                .with("jurisdiction", open311 == null ? null : open311.jurisdiction());
    }

    /** An empty key leaves the one that is kept. */
    private ReportBody body(long town, Form form) {
        long id = form.value("body").isEmpty() ? 0 : DeskWording.id(form, "body");
        String address = orNull(form.value("open311"));
        String key = orNull(form.value("key"));
        return new ReportBody(
                id,
                town,
                form.value("name").strip(),
                orNull(form.value("mail").toLowerCase(Locale.ROOT)),
                address == null
                        ? null
                        : new Open311(
                                address, orNull(form.value("jurisdiction")), key == null ? keptKey(town, id) : key));
    }

    private @Nullable String keptKey(long town, long body) {
        for (ReportBody one : rules.listBodies(town)) {
            Open311 open311 = one.open311();
            if (one.id() == body && open311 != null) {
                return open311.apiKey();
            }
        }
        return null;
    }

    private static @Nullable String orNull(String typed) {
        return typed.isBlank() ? null : typed.strip();
    }

    private static String written(Position corner) {
        return String.format(Locale.ROOT, "%.6f, %.6f", corner.lat(), corner.lon());
    }

    private ModelAndView area(Page page, long town, Form form) {
        return page.view("services/reportdesk/area", form.with("municipality", town));
    }

    private ModelAndView view(Page page, long town, Form form) {
        List<Choice> known = DeskWording.categories(page, categories.list(town));
        return page.view("services/reportdesk/rules", form.with("municipality", town))
                .addObject("towns", towns.choices(Permission.KEEP_REPORT_RULES))
                .addObject("categories", categories.list(town))
                .addObject("choices", DeskWording.orElse(page.text("reportdesk.duty.every-category"), known))
                .addObject("names", known.stream().collect(Collectors.toMap(Choice::value, Choice::label)))
                .addObject("duties", rules.listDuties(town))
                .addObject("bodies", rules.listBodies(town))
                .addObject("drawn", !rules.area(town).isEmpty())
                .addObject(
                        "responsibles",
                        DeskWording.responsibles(page, queue.listResponsibles(town)).stream()
                                .filter(one -> !one.value().equals(DeskWording.NOBODY))
                                .toList());
    }
}
