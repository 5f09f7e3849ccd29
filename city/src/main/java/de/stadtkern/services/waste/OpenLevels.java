package de.stadtkern.services.waste;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.waste.LevelDays.Figures;
import de.stadtkern.services.waste.LevelDays.Group;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Open data: how full bins were and how often they were emptied, by day, square of a kilometre and kind. There is no
 * catalogue of data sets, so the JSON describes itself in the words of DCAT.
 */
@RestController
@RequestMapping("/waste")
class OpenLevels {

    private static final int MOST_DAYS = 92;
    private static final int USUAL_DAYS = 30;
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Map<String, String> WORDS =
            Map.of("dcat", "http://www.w3.org/ns/dcat#", "dct", "http://purl.org/dc/terms/");

    private final LevelDays days;
    private final Municipalities municipalities;
    private final PublicAddress address;
    private final WasteSettings settings;
    private final Clock clock;

    OpenLevels(
            LevelDays days, Municipalities municipalities, PublicAddress address, WasteSettings settings, Clock clock) {
        this.days = days;
        this.municipalities = municipalities;
        this.address = address;
        this.settings = settings;
        this.clock = clock;
    }

    /** Days, both inclusive. */
    private record Span(LocalDate from, LocalDate until) {}

    @GetMapping(path = "/levels.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> json(
            Page page, @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String until) {
        Span span = span(from, until);
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("@context", WORDS);
        set.put("@type", "dcat:Dataset");
        set.put("dct:title", page.text("waste.levels"));
        set.put("dct:description", page.text("waste.levels.about"));
        set.put("dct:license", settings.licence().toString());
        set.put("dct:accrualPeriodicity", "http://publications.europa.eu/resource/authority/frequency/DAILY");
        set.put(
                "dct:temporal",
                Map.of(
                        "@type",
                        "dct:PeriodOfTime",
                        "dcat:startDate",
                        span.from().toString(),
                        "dcat:endDate",
                        span.until().toString()));
        set.put(
                "dcat:distribution",
                List.of(distribution("csv", "text/csv"), distribution("json", "application/json")));
        set.put("rows", rows(span));
        return answer(set);
    }

    @GetMapping(path = "/levels.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> csv(
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String until) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CSVFormat.RFC4180.print(text)) {
            printer.printRecord(Row.COLUMNS);
            for (Row row : rows(span(from, until))) {
                printer.printRecord(row.cells());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer(text.toString());
    }

    /**
     * One group of bins on one day.
     *
     * @param cell as the German census calls the square
     * @param lon of its middle, as {@code lat}
     * @param bins null when nobody counted on that day
     * @param meanLevelPercent over the day; null when no level was known
     * @param levelAtEmptyingPercent null when nobody looked
     */
    record Row(
            String day,
            String municipality,
            String cell,
            double lon,
            double lat,
            String kind,
            @Nullable Integer bins,
            @Nullable Long meanLevelPercent,
            int emptyings,
            @Nullable Long levelAtEmptyingPercent) {

        static final List<String> COLUMNS = List.of(
                "day",
                "municipality",
                "cell",
                "lon",
                "lat",
                "kind",
                "bins",
                "meanLevelPercent",
                "emptyings",
                "levelAtEmptyingPercent");

        List<Object> cells() {
            List<Object> cells = new ArrayList<>(List.of(day, municipality, cell, lon, lat, kind));
            cells.add(bins == null ? "" : bins);
            cells.add(meanLevelPercent == null ? "" : meanLevelPercent);
            cells.add(emptyings);
            cells.add(levelAtEmptyingPercent == null ? "" : levelAtEmptyingPercent);
            return cells;
        }
    }

    private List<Row> rows(Span span) {
        Map<Long, String> names =
                municipalities.list().stream().collect(Collectors.toMap(Municipality::id, Municipality::name));
        List<Row> rows = new ArrayList<>();
        days.list(span.from(), span.until())
                .forEach((group, figures) ->
                        rows.add(row(group, figures, names.getOrDefault(group.municipality(), ""))));
        return rows;
    }

    private static Row row(Group group, Figures figures, String municipality) {
        return new Row(
                group.day().toString(),
                municipality,
                group.cell().id(),
                rounded(group.cell().middle().lon()),
                rounded(group.cell().middle().lat()),
                group.kind().name(),
                figures.bins(),
                percent(figures.level()),
                figures.emptyings(),
                percent(figures.levelAtEmptying()));
    }

    private static @Nullable Long percent(@Nullable Double share) {
        return share == null ? null : Math.round(100 * share);
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e5) / 1e5;
    }

    private Map<String, String> distribution(String ending, String mediaType) {
        return Map.of(
                "@type",
                "dcat:Distribution",
                "dcat:accessURL",
                address.get() + "/waste/levels." + ending,
                "dcat:mediaType",
                mediaType,
                "dct:license",
                settings.licence().toString());
    }

    private <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<" + settings.licence() + ">; rel=\"license\"")
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .body(body);
    }

    /** Without days the last thirty; refused with 400 when they are none or too many. */
    private Span span(String from, String until) {
        LocalDate last =
                until.isBlank() ? clock.instant().atZone(LevelDays.TOWN).toLocalDate() : day(until, "until");
        LocalDate first = from.isBlank() ? last.minusDays(USUAL_DAYS - 1) : day(from, "from");
        if (first.isAfter(last) || first.isBefore(last.minusDays(MOST_DAYS - 1))) {
            throw Refusal.badInput("waste.refusal.span", MOST_DAYS).at("from");
        }
        return new Span(first, last);
    }

    private static LocalDate day(String text, String field) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.badInput("waste.refusal.day", text).at(field);
        }
    }
}
