package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a series is cited.
 *
 * @param link the address of the series, which stays
 * @param accessed when whoever cites it looked at it
 */
record Citation(Entry entry, Chart.Span span, String link, Instant accessed) {

    private static final DateTimeFormatter GERMAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    String text(Page page) {
        return page.text(
                "explorer.citation",
                entry.municipality(),
                title(),
                GERMAN.format(day(span.from())),
                GERMAN.format(day(span.until())),
                entry.licence() == null ? page.text("explorer.licence.none") : entry.licence(),
                link,
                GERMAN.format(day(accessed)));
    }

    private String title() {
        return entry.series().name() + ", " + entry.series().thing().name();
    }

    /** CSL-JSON, which reference managers read. */
    Map<String, Object> csl() {
        Map<String, Object> csl = new LinkedHashMap<>();
        csl.put("id", link);
        csl.put("type", "dataset");
        csl.put("title", title());
        csl.put("author", List.of(Map.of("literal", entry.municipality())));
        csl.put("publisher", entry.municipality());
        csl.put("issued", dateParts(day(span.until())));
        csl.put("accessed", dateParts(day(accessed)));
        csl.put("dimensions", Selection.written(span.from()) + "/" + Selection.written(span.until()));
        csl.put("license", entry.licence());
        csl.put("URL", link);
        return csl;
    }

    private static Map<String, Object> dateParts(LocalDate day) {
        return Map.of("date-parts", List.of(List.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth())));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, Times.TOWN);
    }
}
