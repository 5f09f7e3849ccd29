package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.observations.SeriesCatalogue;
import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The page of one series at an address that stays: what it is, how it is cited, how it is taken along. */
@Controller
@RequestMapping("/explore/series/{id:[0-9]{1,18}}")
class SeriesPage {

    private final SeriesCatalogue catalogue;
    private final PublicAddress address;
    private final Clock clock;

    SeriesPage(SeriesCatalogue catalogue, PublicAddress address, Clock clock) {
        this.catalogue = catalogue;
        this.address = address;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long id, Form form) {
        Entry entry = catalogue.get(id);
        Chart.Span span = span(entry, form);
        return page.view("kernel/explorer/series")
                .addObject("entry", entry)
                .addObject("span", span)
                .addObject("isStale", Measured.isStale(entry, clock.instant()))
                .addObject("citation", citation(entry, span).text(page))
                .addObject("link", link(id))
                .addObject("width", Grid.width(span, Grid.MOST_BUCKETS).toString());
    }

    /** CSL-JSON. */
    @GetMapping(path = "/citation.json", produces = "application/vnd.citationstyles.csl+json")
    @ResponseBody
    Map<String, Object> citation(@PathVariable long id, Form form) {
        Entry entry = catalogue.get(id);
        return citation(entry, span(entry, form)).csl();
    }

    private Citation citation(Entry entry, Chart.Span span) {
        return new Citation(entry, span, link(entry.id()), clock.instant());
    }

    private String link(long id) {
        return address.get() + "/explore/series/" + id;
    }

    /** What was asked for, or everything from the first to the last value. */
    static Chart.Span span(Entry entry, Form form, Instant now) {
        if (!form.value("from").isBlank() || !form.value("until").isBlank()) {
            return Selection.span(form);
        }
        Instant first = entry.first() == null ? now : entry.first();
        Instant last = entry.last() == null ? now : entry.last();
        return new Chart.Span(first, last.plusSeconds(1));
    }

    private Chart.Span span(Entry entry, Form form) {
        return span(entry, form, clock.instant());
    }
}
