package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.SeriesCatalogue;
import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import de.stadtkern.kernel.observations.Thing;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's page on which series are chosen and looked at. All that is chosen stands in its address. */
@Controller
@RequestMapping("/explore")
class ExplorerPage {

    private final SeriesCatalogue catalogue;
    private final Measurements measurements;
    private final Clock clock;

    ExplorerPage(SeriesCatalogue catalogue, Measurements measurements, Clock clock) {
        this.catalogue = catalogue;
        this.measurements = measurements;
        this.clock = clock;
    }

    @Bean
    static NavigationEntry explorerEntry() {
        return new NavigationEntry("/explore", "explorer.title", null, 16);
    }

    @GetMapping
    ModelAndView show(Page page, Form form) {
        Instant now = clock.instant();
        try {
            Selection selection = Selection.of(form, now);
            return view(page, form, selection, Search.list(catalogue, form));
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), Selection.none(now), List.of());
        }
    }

    private ModelAndView view(Page page, Form form, Selection selection, List<Entry> found) {
        List<Entry> chosen = selection.series().stream().map(catalogue::get).toList();
        Duration width = Grid.width(selection.span(), Grid.MOST_BUCKETS);
        Chart.Span compared = selection.compared();
        ChartBoard board = new ChartBoard(
                page,
                selection,
                measure(chosen, selection.span(), width),
                compared == null ? List.of() : measure(chosen, compared, width));
        Map<Long, TableView> tables = new LinkedHashMap<>();
        board.measured().forEach(one -> tables.put(one.entry().id(), board.table(one)));
        ModelAndView view = page.view("kernel/explorer/explore", withTimes(form, selection))
                .addObject("selection", selection)
                .addObject("board", board)
                .addObject("tables", tables)
                .addObject("width", Wording.width(page, width))
                .addObject("now", clock.instant())
                .addObject("quantities", choices(page, "explorer.property.any", catalogue.quantities()))
                .addObject("tags", choices(page, "explorer.tag.any", catalogue.tags()))
                .addObject("stations", choices(page, "explorer.near.any", catalogue.stations()))
                .addObject("comparisons", named(page, "explorer.comparison.", Selection.Comparison.values()))
                .addObject("hasMore", found.size() == Search.MOST_FOUND)
                .addObject("found", table(page, selection).show(page, found));
        // for the CSV of the tables, which is found in the model
        tables.forEach((id, table) -> view.addObject("table-" + id, table));
        return view;
    }

    private List<Measured> measure(List<Entry> chosen, Chart.Span span, Duration width) {
        return chosen.stream()
                .map(entry -> measurements.measure(entry, span, width))
                .toList();
    }

    /** The fields of the form show the time that is shown, as the clocks of the town do. */
    private static Form withTimes(Form form, Selection selection) {
        if (form.isRefused()) {
            return form;
        }
        return form.with("from", Times.local(selection.span().from()))
                .with("until", Times.local(selection.span().until()))
                .with("vs", selection.comparison());
    }

    private static List<Choice> choices(Page page, String any, List<Choice> known) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", page.text(any)));
        choices.addAll(known);
        return choices;
    }

    private static List<Choice> named(Page page, String beginning, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(one -> new Choice(one.name(), page.text(beginning + one.name())))
                .toList();
    }

    private static Table<Entry> table(Page page, Selection selection) {
        return Table.<Entry>named("series")
                .column(
                        "name",
                        "explorer.series",
                        entry -> Cell.link(
                                        page.url("/explore/series/" + entry.id()),
                                        entry.series().name())
                                .note(entry.origin()))
                .column(
                        "station",
                        "explorer.station",
                        entry -> Cell.text(entry.series().thing().name()))
                .column(
                        "newest",
                        "explorer.newest",
                        entry -> Cell.number(entry.newest(), 1, entry.series().unit()))
                .column("age", "explorer.newest.age", entry -> Cell.age(entry.newestTime()))
                .column("count", "explorer.count", entry -> Cell.number((double) entry.observations(), 0, ""))
                .fixedColumn("add", "explorer.add", entry -> add(page, selection, entry))
                .sortedBy("name");
    }

    private static Cell add(Page page, Selection selection, Entry entry) {
        if (selection.series().contains(entry.id())) {
            return Cell.text(page.text("explorer.added"));
        }
        return selection.isFull()
                ? Cell.text(page.text("explorer.full", Selection.MOST_SERIES))
                : Cell.link(
                        page.url("/explore?" + selection.with(entry.id()).query() + "#charts"),
                        page.text("explorer.add.do"));
    }

    /** The stations of what was found; a marker leads to the series of its station. */
    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, Form form) {
        Selection selection = Selection.of(form, clock.instant());
        Map<Long, Feature> stations = new LinkedHashMap<>();
        for (Entry entry : Search.list(catalogue, form)) {
            Position position = entry.position();
            if (position != null) {
                Thing thing = entry.series().thing();
                String href = page.url("/explore?" + selection.query() + "&station=" + thing.id() + "#find-series");
                stations.putIfAbsent(
                        thing.id(),
                        Feature.point(
                                position,
                                Map.of(
                                        "id",
                                        "station-" + thing.id(),
                                        "state",
                                        "info",
                                        "label",
                                        thing.name(),
                                        "href",
                                        href)));
            }
        }
        return Feature.Collection.of(List.copyOf(stations.values()));
    }
}
