package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportCategory;
import de.stadtkern.kernel.reports.ReportQueue;
import de.stadtkern.kernel.reports.ReportQueue.Attention;
import de.stadtkern.kernel.reports.ReportQueue.Filter;
import de.stadtkern.kernel.reports.Responsible;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** What waits: to be filtered, sorted by what is due, seen on the map, and changed many at once. */
@Controller
@RequestMapping("/reportdesk")
class ReportQueuePage {

    static final String HERE = "/reportdesk";

    private static final int ON_MAP = 1000;

    private final ReportQueue queue;
    private final ReportCategories categories;
    private final BulkEdit bulk;
    private final DeskTowns towns;
    private final Clock clock;

    ReportQueuePage(ReportQueue queue, ReportCategories categories, BulkEdit bulk, DeskTowns towns, Clock clock) {
        this.queue = queue;
        this.categories = categories;
        this.bulk = bulk;
        this.towns = towns;
        this.clock = clock;
    }

    /** How many reports want this attention. */
    record Count(Attention attention, long reports) {}

    @Bean
    static NavigationEntry reportDeskEntry() {
        return new NavigationEntry(HERE, "reportdesk.title", Permission.HANDLE_REPORTS, 24);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return view(page, Form.blank(), List.of());
    }

    @PostMapping
    ModelAndView change(Page page, Form form, @RequestParam(defaultValue = "") List<Long> number) {
        try {
            bulk.apply(number, form);
            return page.redirect(HERE + query(page), "reportdesk.bulk.done", number.size());
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), number);
        }
    }

    /** The same reports as in the list. */
    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page) {
        Instant now = clock.instant();
        TableQuery all = new TableQuery(page.parameter("reports-q").strip(), "due", false, ON_MAP, 0);
        return Feature.Collection.of(queue.rows(filter(page)).list(all).stream()
                .flatMap(report -> feature(page, report, now))
                .toList());
    }

    /** Where it is, if that is known. */
    static Stream<Feature> feature(Page page, Report report, Instant now) {
        boolean late = report.state().isOpen() && DeskWording.due(report).isBefore(now);
        return Optional.ofNullable(report.place().position()).stream()
                .map(position -> Feature.point(
                        position,
                        Map.of(
                                "id",
                                "report-" + report.number(),
                                "state",
                                (late
                                                ? DeskWording.dueMark(report, now)
                                                : report.state().mark())
                                        .key(),
                                "label",
                                page.text("reportdesk.report", report.number()) + ": "
                                        + DeskWording.place(page, report),
                                "href",
                                page.url(HERE + "/" + report.number()))));
    }

    private static String query(Page page) {
        return page.here(Map.of()).replaceFirst("^[^?]*", "");
    }

    private ModelAndView view(Page page, Form form, List<Long> picked) {
        List<ReportCategory> known = towns.list(Permission.HANDLE_REPORTS).stream()
                .flatMap(town -> categories.list(town).stream())
                .toList();
        List<Choice> responsibles = responsibles(page);
        Form filter = new Form(page.query(), Map.of(), HttpStatus.OK)
                .with("show", attention(page).name());
        return page.view("services/reportdesk/queue", form)
                .addObject("filter", filter)
                .addObject("query", query(page))
                .addObject(
                        "counts",
                        Arrays.stream(Attention.values())
                                .map(one -> new Count(one, queue.count(one)))
                                .toList())
                .addObject("categories", DeskWording.categories(page, known))
                .addObject("responsibles", responsibles)
                .addObject("states", DeskWording.states(page, State.values()))
                .addObject("reports", table(page, known, picked).show(page, queue.rows(filter(page))));
    }

    private List<Choice> responsibles(Page page) {
        List<Responsible> all = towns.list(Permission.HANDLE_REPORTS).stream()
                .flatMap(town -> queue.listResponsibles(town).stream())
                .toList();
        return DeskWording.responsibles(page, all);
    }

    private static Filter filter(Page page) {
        return new Filter(attention(page), page.parameter("who"), page.parameter("category"), page.parameter("state"));
    }

    private static Attention attention(Page page) {
        return Arrays.stream(Attention.values())
                .filter(one -> one.name().equals(page.parameter("show")))
                .findFirst()
                .orElse(Attention.OPEN);
    }

    private Table<Report> table(Page page, List<ReportCategory> known, List<Long> picked) {
        Instant now = clock.instant();
        Map<Long, ReportCategory> byId =
                known.stream().collect(Collectors.toMap(ReportCategory::id, Function.identity()));
        return Table.<Report>named("reports")
                .column(
                        "number",
                        "reportdesk.number",
                        one -> Cell.link(
                                page.url(HERE + "/" + one.number()), page.text("reportdesk.report", one.number())))
                .fixedColumn(
                        "pick",
                        "reportdesk.pick",
                        one -> Cell.pick(
                                "bulk",
                                "number",
                                Long.toString(one.number()),
                                page.text("reportdesk.pick.one", one.number()),
                                picked.contains(one.number())))
                .column("due", "reportdesk.due", one -> DeskWording.due(page, one, now))
                .column(
                        "category",
                        "reportdesk.category",
                        one -> Cell.text(Objects.requireNonNull(byId.get(one.categoryId()))
                                .names()
                                .in(page.language())))
                .column("place", "reportdesk.place", one -> Cell.text(DeskWording.place(page, one)))
                .column(
                        "state",
                        "reportdesk.state",
                        one -> Cell.badge(
                                one.state().mark(), page.text(one.state().textKey())))
                .fixedColumn(
                        "moderation",
                        "reportdesk.moderation",
                        one -> Cell.badge(
                                DeskWording.mark(one.moderation()),
                                page.text("reports.moderation." + one.moderation())))
                .column(
                        "responsible",
                        "reportdesk.responsible",
                        one -> Cell.text(DeskWording.name(page, one.responsible())))
                .column(
                        "created",
                        "reportdesk.created",
                        one -> Cell.age(one.times().createdAt()))
                .fixedColumn(
                        "map",
                        "portal.map",
                        one -> one.place().position() == null
                                ? Cell.empty()
                                : Cell.link("#map-report-" + one.number(), page.text("portal.map.show")))
                .sortedBy("due");
    }
}
