package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Where bins are missing or too many: each bin with a verdict, and where the waste lies, as list and map. */
@Controller
@RequestMapping(FiguresPage.HERE)
class FiguresPage {

    static final String HERE = "/wastefigures";

    private static final Set<String> WORDS = Set.of("name", "place");

    private final WasteFigures figures;

    FiguresPage(WasteFigures figures) {
        this.figures = figures;
    }

    @Bean
    static NavigationEntry wasteFiguresEntry() {
        return new NavigationEntry(HERE, "wastefigures.entry", Permission.READ_REPORTS, 39);
    }

    @GetMapping
    ModelAndView show(
            Page page,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String by) {
        WasteFigures.Town town = figures.town(municipality);
        Form form = Form.blank().with("municipality", town.id());
        Days days;
        try {
            days = Days.of(from, until, figures.today());
            form = form.with("from", days.first()).with("until", days.last());
        } catch (Refusal refusal) {
            form = form.with("from", from).with("until", until).refused(refusal, page);
            days = Days.of("", "", figures.today());
        }
        Heat.By hot = by(by);
        List<Judged> judged = figures.judged(town, days);
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        judged.forEach(one -> counts.merge(one.verdict(), 1, Integer::sum));
        List<Heat> squares = Heat.of(judged.stream().map(Judged::bin).toList(), hot);
        return page.view("services/wastefigures/figures", form.with("by", hot))
                .addObject("towns", figures.choices())
                .addObject("measures", measures(page))
                .addObject("rules", figures.settings())
                .addObject("counts", counts)
                .addObject("bins", bins(page).show(page, new Sorted(judged, page)))
                .addObject("squares", squares(page).show(page, squares))
                .addObject(
                        "map",
                        page.url(HERE + "/heat.geojson?municipality=" + town.id() + "&from=" + days.first() + "&until="
                                + days.last() + "&by=" + hot));
    }

    @GetMapping(path = "/heat.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(
            Page page,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String by) {
        Days days = Days.of(from, until, figures.today());
        return Feature.Collection.of(Heat.of(figures.bins(figures.town(municipality), days), by(by)).stream()
                .filter(one -> one.heat() > 0)
                .map(one -> Feature.area(
                        one.cell().rim(), Map.of("id", one.cell().id(), "heat", one.heat(), "label", label(page, one))))
                .toList());
    }

    private static String label(Page page, Heat one) {
        return page.text(
                "wastefigures.square.label",
                one.place(),
                one.bins(),
                page.number(one.litresPerWeek(), 0),
                one.fullShare() == null ? "–" : page.number(100 * one.fullShare(), 0));
    }

    private static Heat.By by(String text) {
        return Stream.of(Heat.By.values())
                .filter(one -> one.name().equals(text.strip()))
                .findFirst()
                .orElse(Heat.By.LITRES);
    }

    private static List<Choice> measures(Page page) {
        return Stream.of(Heat.By.values())
                .map(one -> new Choice(one.name(), page.text("wastefigures.by." + one)))
                .toList();
    }

    private static Table<Judged> bins(Page page) {
        return Table.<Judged>named("bins")
                .column(
                        "name",
                        "wastefigures.bin",
                        one -> Cell.link(
                                        page.url("/containers/" + one.bin().id()),
                                        one.bin().name())
                                .note(page.text("containers.fraction."
                                                + one.bin().fraction()) + ", "
                                        + page.quantity(one.bin().litres(), 0, "L")))
                .column(
                        "place",
                        "wastefigures.place",
                        one -> Cell.text(one.bin().place()))
                .column(
                        "verdict",
                        "wastefigures.verdict",
                        one -> Cell.badge(one.verdict().mark(), page.text("wastefigures.verdict." + one.verdict())))
                .fixedColumn("why", "wastefigures.why", one -> Cell.text(one.why(page)))
                .column("emptyings", "wastefigures.emptyings", one -> number(one, "emptyings", 1, ""))
                .column("level", "wastefigures.level", one -> number(one, "level", 100, "%"))
                .column("full", "wastefigures.full", one -> number(one, "full", 100, "%"))
                .column("litres", "wastefigures.litres-per-week", one -> number(one, "litres", 1, "L"))
                .column("reported-full", "wastefigures.reported.full", one -> number(one, "reported-full", 1, ""))
                .column(
                        "reported-damaged",
                        "wastefigures.reported.damaged",
                        one -> number(one, "reported-damaged", 1, ""))
                .column("reported-litter", "wastefigures.reported.litter", one -> number(one, "reported-litter", 1, ""))
                .column("nearest", "wastefigures.nearest", one -> number(one, "nearest", 1, "m"))
                .sortedBy("verdict");
    }

    private static Cell number(Judged one, String column, double factor, String unit) {
        Double value = number(one, column);
        return Cell.number(value == null ? null : factor * value, 0, unit);
    }

    private static @Nullable Double number(Judged one, String column) {
        Bin.Counts counts = one.bin().counts();
        return switch (column) {
            case "emptyings" -> Double.valueOf(counts.emptyings());
            case "level" -> counts.meanLevel();
            case "full" -> one.bin().fullShare();
            case "litres" -> one.bin().litresPerWeek();
            case "reported-full" -> Double.valueOf(counts.reportedFull());
            case "reported-damaged" -> Double.valueOf(counts.reportedDamaged());
            case "reported-litter" -> Double.valueOf(counts.reportedLitter());
            case "nearest" -> one.nearest();
            default -> Double.valueOf(one.verdict().ordinal());
        };
    }

    private static Table<Heat> squares(Page page) {
        return Table.<Heat>named("squares")
                .rowsPerPage(10)
                .column(
                        "place",
                        "wastefigures.place",
                        one -> Cell.text(one.place()).note(one.cell().id()))
                .column("bins", "wastefigures.bins", one -> Cell.number((double) one.bins(), 0, ""))
                .column("litres", "wastefigures.litres-per-week", one -> Cell.number(one.litresPerWeek(), 0, "L"))
                .column(
                        "full",
                        "wastefigures.full",
                        one -> Cell.number(one.fullShare() == null ? null : 100 * one.fullShare(), 0, "%"))
                .column("reports", "wastefigures.reports", one -> Cell.number((double) one.reports(), 0, ""))
                .column("heat", "wastefigures.heat", one -> Cell.number((double) one.heat(), 0, ""))
                .fixedColumn(
                        "map",
                        "portal.map",
                        one -> one.heat() == 0
                                ? Cell.empty()
                                : Cell.link("#map-" + one.cell().id(), page.text("portal.map.show")))
                .sortedBy("-heat");
    }

    /** Thousands of bins, ordered by what stands behind the cells instead of by the cells. */
    private record Sorted(List<Judged> all, Page page) implements Rows<Judged> {

        @Override
        public long count(TableQuery query) {
            return matching(query).count();
        }

        @Override
        public List<Judged> list(TableQuery query) {
            Comparator<Judged> order = order(query.sort(), query.descending());
            return matching(query)
                    .sorted(order.thenComparing(one -> one.bin().name()))
                    .skip(query.offset())
                    .limit(query.limit())
                    .toList();
        }

        private Stream<Judged> matching(TableQuery query) {
            String wanted = query.filter().toLowerCase(Locale.ROOT);
            return all.stream()
                    .filter(one -> wanted.isEmpty()
                            || one.bin().name().toLowerCase(Locale.ROOT).contains(wanted)
                            || one.bin().place().toLowerCase(Locale.ROOT).contains(wanted)
                            || page.text("wastefigures.verdict." + one.verdict())
                                    .toLowerCase(Locale.ROOT)
                                    .contains(wanted));
        }

        private static Comparator<Judged> order(String sort, boolean descending) {
            if (!WORDS.contains(sort)) {
                return byNumber(sort, descending);
            }
            Comparator<Judged> words = Comparator.comparing(
                    one -> sort.equals("place") ? one.bin().place() : one.bin().name());
            return descending ? words.reversed() : words;
        }

        /** What is not known stands at the end, either way. */
        private static Comparator<Judged> byNumber(String column, boolean descending) {
            return (one, other) -> {
                Double a = number(one, column);
                Double b = number(other, column);
                if (a == null || b == null) {
                    return Boolean.compare(a == null, b == null);
                }
                return descending ? b.compareTo(a) : a.compareTo(b);
            };
        }
    }
}
