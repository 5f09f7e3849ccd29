package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.observations.SeriesCatalogue;
import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The values of a series as files: every one as it was measured, or, with a width, in buckets. */
@Controller
@RequestMapping("/explore/series/{id:[0-9]{1,18}}")
class Downloads {

    private static final int BUFFER = 1 << 16;

    private final SeriesCatalogue catalogue;
    private final Measurements measurements;
    private final PublicAddress address;
    private final Clock clock;

    Downloads(SeriesCatalogue catalogue, Measurements measurements, PublicAddress address, Clock clock) {
        this.catalogue = catalogue;
        this.measurements = measurements;
        this.address = address;
        this.clock = clock;
    }

    /** What is wanted. */
    private record Wanted(Entry entry, Chart.Span span, ValueFile.Head head) {}

    @GetMapping("/values.csv")
    void csv(@PathVariable long id, Form form, HttpServletResponse response) throws IOException {
        Wanted wanted = wanted(id, form);
        boolean comments = !form.value("comments").equals("false");
        send(wanted, form, response, "csv", "text/csv;charset=UTF-8;header=present", out -> new CsvFile(out, comments));
    }

    @GetMapping("/values.json")
    void json(@PathVariable long id, Form form, HttpServletResponse response) throws IOException {
        send(wanted(id, form), form, response, "json", "application/json", JsonFile::new);
    }

    /** Makes a file that is written to. */
    private interface Kind {
        ValueFile to(Writer out);
    }

    private Wanted wanted(long id, Form form) {
        Entry entry = catalogue.get(id);
        Chart.Span span = SeriesPage.span(entry, form, clock.instant());
        String link = address.get() + "/explore/series/" + id;
        return new Wanted(entry, span, new ValueFile.Head(SeriesFacts.of(entry), span, link, clock.instant()));
    }

    private void send(Wanted wanted, Form form, HttpServletResponse response, String ending, String type, Kind kind)
            throws IOException {
        boolean inBuckets = !form.value("width").isBlank();
        Measured measured = inBuckets
                ? measurements.measure(
                        wanted.entry, wanted.span, ExplorerApi.width(form, wanted.span, Grid.MOST_BUCKETS))
                : null;
        response.setContentType(type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name(wanted) + "." + ending)
                        .build()
                        .toString());
        Writer out =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), BUFFER);
        ValueFile file = kind.to(out);
        if (measured == null) {
            file.beginValues(wanted.head);
            measurements.values(wanted.entry, wanted.span, file::value);
        } else {
            file.beginBuckets(wanted.head, measured.width());
            measured.buckets().forEach(bucket -> file.bucket(bucket, measured.worst(bucket)));
        }
        file.end();
        out.flush();
    }

    /** Series, station and days, in letters that every file system takes. */
    private static String name(Wanted wanted) {
        var series = wanted.entry.series();
        String words = series.name() + "-" + series.thing().name() + "_" + day(wanted.span.from()) + "_"
                + day(wanted.span.until());
        String german = words.toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        return Normalizer.normalize(german, Normalizer.Form.NFD).replaceAll("[^a-z0-9_]+", "-");
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
