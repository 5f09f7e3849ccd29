package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import de.stadtkern.services.wastetours.TourDay.Figures;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The tables on the pages of the days: the days, and of one day its figures, tours and bins. */
final class DayTables {

    private DayTables() {}

    /** What is said of the tours of a day, and how it is shown. */
    private enum Figure {
        BINS("1", 0, Figures::bins),
        KILOMETRES("km", 1, Figures::kilometres),
        HOURS("h", 1, Figures::hours),
        EUROS("EUR", 0, Figures::euros),
        AVOIDED("1", 1, Figures::avoided),
        LEFT("1", 1, Figures::left);

        private final String unit;
        private final int decimals;
        private final ToDoubleFunction<Figures> of;

        Figure(String unit, int decimals, ToDoubleFunction<Figures> of) {
            this.unit = unit;
            this.decimals = decimals;
            this.of = of;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        String text() {
            return "wastetours.figure." + key();
        }

        Cell cell(@Nullable Figures figures) {
            return figures == null ? Cell.empty() : Cell.number(of.applyAsDouble(figures), decimals, unit);
        }

        Cell difference(Figures now, @Nullable Figures before) {
            return before == null
                    ? Cell.empty()
                    : Cell.number(of.applyAsDouble(now) - of.applyAsDouble(before), decimals, unit);
        }
    }

    static Table<TourDay> days(Page page) {
        Table<TourDay> table = Table.<TourDay>named("days")
                .fixedColumn(
                        "day",
                        "wastetours.day",
                        one -> Cell.link(page.url(DaysPage.path(one)), DayWording.day(page, one)))
                .fixedColumn(
                        "state",
                        "wastetours.state",
                        one -> Cell.badge(DayWording.mark(one), DayWording.state(page, one)));
        for (Figure figure : List.of(Figure.BINS, Figure.KILOMETRES, Figure.HOURS, Figure.EUROS)) {
            table = table.fixedColumn(
                    figure.key(),
                    figure.text(),
                    one -> figure.cell(
                            one.result() == null ? null : one.result().figures()));
        }
        return table;
    }

    /** As they are, as they were before anybody changed anything, and of the fixed tours. */
    static TableView figures(Page page, TourDay day) {
        TourDay.Result result = day.result();
        Table<Figure> table = Table.<Figure>named("figures")
                .fixedColumn("what", "wastetours.figure", one -> Cell.text(page.text(one.text())));
        return result == null
                ? table.show(page, List.of())
                : table.fixedColumn("now", "wastetours.figure.now", one -> one.cell(result.figures()))
                        .fixedColumn("first", "wastetours.figure.first", one -> one.cell(day.first()))
                        .fixedColumn(
                                "difference",
                                "wastetours.figure.difference",
                                one -> one.difference(result.figures(), day.first()))
                        .fixedColumn("fixed", "wastetours.figure.fixed", one -> one.cell(result.fixedFigures()))
                        .show(page, List.of(Figure.values()));
    }

    static TableView tours(Page page, TourDay day) {
        return Table.<TourDay.Tour>named("tours")
                .fixedColumn("vehicle", "wastetours.vehicle", one -> Cell.text(one.name()))
                .fixedColumn(
                        "begin",
                        "wastetours.tour.begin",
                        one -> Cell.text(LocalTime.ofSecondOfDay((long) one.begin())
                                .withSecond(0)
                                .toString()))
                .fixedColumn(
                        "bins",
                        "wastetours.figure.bins",
                        one -> Cell.number((double) one.bins().size(), 0, "1"))
                .fixedColumn(
                        "kilometres", "wastetours.figure.kilometres", one -> Cell.number(one.metres() / 1000, 1, "km"))
                .fixedColumn("hours", "wastetours.figure.hours", one -> Cell.number(one.seconds() / 3600, 1, "h"))
                .fixedColumn("litres", "wastetours.tour.litres", one -> Cell.number(one.litres(), 0, "l"))
                .fixedColumn("tips", "wastetours.tour.tips", one -> Cell.number((double) one.tippings(), 0, "1"))
                .show(page, day.result() == null ? List.of() : day.result().tours());
    }

    static Table<TourDay.Choice> bins(Page page, TourDay day) {
        return Table.<TourDay.Choice>named("bins")
                .column(
                        "name",
                        "wastetours.bin",
                        one -> Cell.link(page.url(DaysPage.path(day, one.container())), one.name())
                                .note(one.place()))
                .column(
                        "vehicle",
                        "wastetours.on-tour",
                        one -> Cell.badge(DayWording.mark(one), DayWording.tour(page, one)))
                .fixedColumn("why", "wastetours.why", one -> Cell.text(DayWording.why(page, one)))
                .column(
                        "probability",
                        "wastetours.probability",
                        one -> Cell.number(one.fullProbability() * 100, 0, "%"))
                .column("level", "wastetours.level", one -> Cell.number(one.share() * 100, 0, "%"))
                .column(
                        "detour",
                        "wastetours.detour",
                        one -> Cell.number(one.isOnTour() ? one.detourMetres() / 1000 : null, 1, "km"))
                .fixedColumn(
                        "map",
                        "portal.map",
                        one -> Cell.link("#map-bin-" + one.container(), page.text("portal.map.show")))
                .sortedBy("vehicle");
    }
}
