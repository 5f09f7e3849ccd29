package de.stadtkern.services.reporting;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.reports.PublicReport;
import de.stadtkern.kernel.reports.PublicReports;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportFollowers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's pages: what was reported, on the map and as a list, and what became of each. */
@Controller
@RequestMapping(ReportPaths.HERE)
@EnableConfigurationProperties(ReportingSettings.class)
class ReportsPage {

    private static final int MOST_ON_MAP = 2000;

    private final PublicReports reports;
    private final ReportCategories categories;
    private final ReportFollowers followers;
    private final Municipalities municipalities;
    private final ReportingSettings settings;

    ReportsPage(
            PublicReports reports,
            ReportCategories categories,
            ReportFollowers followers,
            Municipalities municipalities,
            ReportingSettings settings) {
        this.reports = reports;
        this.categories = categories;
        this.followers = followers;
        this.municipalities = municipalities;
        this.settings = settings;
    }

    @Bean
    static NavigationEntry reportsNavigation() {
        return new NavigationEntry(ReportPaths.HERE, "reporting.reports", null, 13);
    }

    @GetMapping
    ModelAndView list(Page page, Form form) {
        Wanted wanted = Wanted.of(page, "reports-q");
        wanted.query();
        return page.view("services/reporting/list", form)
                .addObject("reports", table(page).show(page, rows(wanted)))
                .addObject("categories", categoryChoices(page))
                .addObject("states", stateChoices(page))
                .addObject("wanted", wanted)
                .addObject("licence", settings.licence().toString());
    }

    @GetMapping(path = "/reports.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page) {
        return Feature.Collection.of(reports.list(Wanted.of(page, "q").query(), MOST_ON_MAP, 0).stream()
                .flatMap(one -> feature(page, one).stream())
                .toList());
    }

    @GetMapping(ReportPaths.NUMBER)
    ModelAndView show(Page page, @PathVariable long number, Form form) {
        return view(page, number, form);
    }

    /** Shown again with what is wrong in one of its forms. */
    ModelAndView view(Page page, long number, Form form) {
        PublicReport report = reports.get(number);
        return page.view("services/reporting/report", form)
                .addObject("report", report)
                .addObject("notes", reports.listNotes(number))
                .addObject("features", page.url(ReportPaths.HERE + "/reports.geojson?number=" + number))
                .addObject("following", followers.isFollowing(number))
                .addObject("byMail", followers.isByMailOffered())
                .addObject("voter", UUID.randomUUID().toString());
    }

    @GetMapping(path = "/photos/{id:[0-9]{1,18}}.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    @ResponseBody
    byte[] photo(@PathVariable long id) {
        return reports.getPhoto(id).jpeg();
    }

    private Table<PublicReport> table(Page page) {
        return Table.<PublicReport>named("reports")
                .column(
                        "number",
                        "reporting.number",
                        one -> Cell.link(page.url(ReportPaths.HERE + "/" + one.number()), Long.toString(one.number())))
                .column(
                        "category",
                        "reporting.category",
                        one -> Cell.text(one.category().names().in(page.language()))
                                .note(one.text().isEmpty() ? null : shortened(one.text())))
                .column("address", "reporting.place", one -> Cell.text(one.address()))
                .column(
                        "state",
                        "reporting.state",
                        one -> Cell.badge(
                                one.state().mark(), page.text(one.state().textKey())))
                .column("created", "reporting.created", one -> Cell.time(one.createdAt()))
                .fixedColumn(
                        "map",
                        "portal.map",
                        one -> one.position() == null
                                ? Cell.empty()
                                : Cell.link("#map-report-" + one.number(), page.text("portal.map.show")))
                .sortedBy("-created");
    }

    private Rows<PublicReport> rows(Wanted wanted) {
        return new Rows<>() {
            @Override
            public long count(TableQuery query) {
                return reports.count(wanted.query());
            }

            @Override
            public List<PublicReport> list(TableQuery query) {
                return reports.list(wanted.query().sorted(query), query.limit(), query.offset());
            }
        };
    }

    private List<Choice> categoryChoices(Page page) {
        return Stream.concat(
                        Stream.of(new Choice("", page.text("reporting.all"))),
                        categories.list(municipalities.getFor(page.person()).id()).stream()
                                .filter(one -> one.inPublic())
                                .map(one -> new Choice(one.code(), one.names().in(page.language()))))
                .toList();
    }

    private static List<Choice> stateChoices(Page page) {
        return Stream.concat(
                        Stream.of(
                                new Choice("", page.text("reporting.all")),
                                new Choice(Wanted.OPEN, page.text("reporting.open"))),
                        Stream.of(State.values()).map(one -> new Choice(one.name(), page.text(one.textKey()))))
                .toList();
    }

    private static Optional<Feature> feature(Page page, PublicReport one) {
        return Optional.ofNullable(one.position())
                .map(position -> Feature.point(
                        position,
                        Map.of(
                                "id",
                                "report-" + one.number(),
                                "state",
                                one.state().mark().key(),
                                "label",
                                page.text(
                                        "reporting.label",
                                        Long.toString(one.number()),
                                        one.category().names().in(page.language()),
                                        page.text(one.state().textKey())),
                                "href",
                                page.url(ReportPaths.HERE + "/" + one.number()))));
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 119).stripTrailing() + "…";
    }
}
