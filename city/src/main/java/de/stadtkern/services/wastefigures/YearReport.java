package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PdfSheet;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the bins of a municipality in a year.
 *
 * @param now what is not known is missing
 * @param before the same days one year earlier
 */
record YearReport(
        WasteFigures.Town town,
        Days days,
        List<YearRows.KindCount> kinds,
        Map<Figure, Double> now,
        Map<Figure, Double> before) {

    /** How much more than a year before, in per cent; null when there is nothing to compare with. */
    @Nullable
    Double change(Figure figure) {
        Double value = now.get(figure);
        Double earlier = before.get(figure);
        return value == null || earlier == null || earlier == 0 ? null : 100 * (value - earlier) / earlier;
    }

    /** As a sheet for the file. */
    byte[] pdf(Page page) {
        PdfSheet sheet = new PdfSheet(
                page.text("wastefigures.year.of", Integer.toString(days.first().getYear())) + " – " + town.name());
        sheet.paragraph(page.text("wastefigures.year.span", day(page, days.first()), day(page, days.last())));
        sheet.heading(page.text("wastefigures.kinds"));
        for (YearRows.KindCount kind : kinds) {
            sheet.entry(
                    page.text("containers.kind." + kind.kind()) + ", "
                            + page.text("containers.fraction." + kind.fraction()),
                    page.text("wastefigures.kinds.entry", kind.bins(), page.number(kind.litres(), 0), kind.sensors()));
        }
        for (Figure.Group group : Figure.Group.values()) {
            sheet.heading(page.text("wastefigures.group." + group));
            for (Figure figure : Figure.values()) {
                if (figure.group() == group) {
                    sheet.entry(
                            page.text("wastefigures.figure." + figure),
                            page.text(
                                    "wastefigures.year.entry",
                                    written(page, figure, now),
                                    written(page, figure, before)));
                }
            }
        }
        sheet.heading(page.text("wastefigures.method"));
        for (Figure.Group group : Figure.Group.values()) {
            sheet.paragraph(page.text("wastefigures.method." + group));
        }
        return sheet.bytes();
    }

    private static String written(Page page, Figure figure, Map<Figure, Double> values) {
        Double value = values.get(figure);
        return value == null ? "–" : page.quantity(value, figure.decimals(), figure.unit());
    }

    static String day(Page page, LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(page.language().locale())
                .format(day);
    }
}
