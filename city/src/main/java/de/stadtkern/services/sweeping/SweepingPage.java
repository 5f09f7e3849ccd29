package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Calendar;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.services.sweeping.SweepingPlan.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's page: when a street is swept and when cars must be gone, as a page, a calendar and open data. */
@Controller
@RequestMapping("/sweeping")
class SweepingPage {

    private static final int MOST_STREETS = 50;
    private static final int MOST_DATES = 10;
    private static final int FEWEST_LETTERS = 2;

    private static final Duration A_WHILE = Duration.ofMinutes(5);
    private static final String CSV = "text/csv;charset=UTF-8";

    private final SweepingPlan plan;
    private final Municipalities municipalities;
    private final Access access;
    private final Clock clock;

    /** The files about all streets, which take seconds to make: of each municipality, at most one for each language. */
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(String text, Instant until) {}

    SweepingPage(SweepingPlan plan, Municipalities municipalities, Access access, Clock clock) {
        this.plan = plan;
        this.municipalities = municipalities;
        this.access = access;
        this.clock = clock;
    }

    @Bean
    static NavigationEntry sweepingEntry() {
        return new NavigationEntry("/sweeping", "sweeping.title", null, 12);
    }

    @GetMapping
    ModelAndView show(
            Page page,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String street,
            @RequestParam(defaultValue = "0") long municipality) {
        long whose = whose(municipality);
        String words = q.strip();
        List<String> found = words.length() < FEWEST_LETTERS ? List.of() : plan.streetsNamed(whose, words);
        String shown = street.isBlank() && found.size() == 1 ? found.getFirst() : street.strip();
        LocalDate today = today();
        List<Line> dates = shown.isEmpty() ? List.of() : plan.linesOf(whose, shown, today, today.plusYears(1));
        return page.view("services/sweeping/sweeping")
                .addObject("words", words)
                .addObject("found", found.stream().limit(MOST_STREETS).toList())
                .addObject("street", shown)
                .addObject("rules", shown.isEmpty() ? List.of() : plan.rulesOf(whose, shown))
                .addObject("dates", dates.stream().limit(MOST_DATES).toList())
                .addObject("policy", plan.policy(whose))
                .addObject("municipality", whose);
    }

    /** Without a street one event for each day, which names the streets. */
    @GetMapping("/calendar.ics")
    ResponseEntity<byte[]> calendar(
            Page page,
            @RequestParam(defaultValue = "") String street,
            @RequestParam(defaultValue = "0") long municipality) {
        long whose = whose(municipality);
        String text = street.isBlank()
                ? kept("ics " + page.language() + " " + whose, () -> calendar(page, whose, street))
                : calendar(page, whose, street);
        return answer("kehrtermine.ics", Calendar.MEDIA_TYPE, text, municipality != 0);
    }

    private String calendar(Page page, long whose, String street) {
        LocalDate from = today().minusMonths(1);
        LocalDate until = today().plusYears(1);
        String name = page.text("sweeping.title") + (street.isBlank() ? "" : " " + street);
        List<Calendar.Entry> entries = street.isBlank()
                ? allEntries(page, whose, plan.lines(whose, from, until))
                : plan.linesOf(whose, street, from, until).stream()
                        .map(line -> entry(page, whose, line))
                        .toList();
        return new Calendar(name, today().atStartOfDay(Rule.TOWN).toInstant(), null, entries).text();
    }

    private static Calendar.Entry entry(Page page, long municipality, Line line) {
        String key = line.noParking() ? "sweeping.event.no-parking" : "sweeping.event";
        Rule.Hours hours = line.hours();
        return new Calendar.Entry(
                uid(municipality + " " + line.day().day() + " " + line.street()),
                line.day().day(),
                hours == null ? null : new Calendar.Hours(hours.from(), hours.until()),
                page.text(key, line.street()),
                page.text("sweeping.sides." + line.sides())
                        + (line.noParking() ? "\n" + page.text("sweeping.must.parking") : ""));
    }

    private static List<Calendar.Entry> allEntries(Page page, long municipality, List<Line> lines) {
        Map<LocalDate, List<Line>> byDay = lines.stream()
                .collect(Collectors.groupingBy(line -> line.day().day(), TreeMap::new, Collectors.toList()));
        List<Calendar.Entry> entries = new ArrayList<>();
        byDay.forEach((day, those) -> entries.add(new Calendar.Entry(
                uid(municipality + " " + day),
                day,
                page.text("sweeping.event.all", those.size()),
                those.stream()
                        .map(line ->
                                line.street() + (line.noParking() ? " (" + page.text("sweeping.no-parking") + ")" : ""))
                        .collect(Collectors.joining("\n")))));
        return entries;
    }

    private static String uid(String what) {
        return UUID.nameUUIDFromBytes(("sweeping " + what).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Open data: the days of the next year, or those of a street. */
    @GetMapping("/dates.csv")
    ResponseEntity<byte[]> dates(
            @RequestParam(defaultValue = "") String street, @RequestParam(defaultValue = "0") long municipality) {
        long whose = whose(municipality);
        String text = street.isBlank() ? kept("csv " + whose, () -> dates(whose, street)) : dates(whose, street);
        return answer("kehrtermine.csv", CSV, text, municipality != 0);
    }

    private String dates(long whose, String street) {
        LocalDate from = today();
        List<Line> lines = street.isBlank()
                ? plan.lines(whose, from, from.plusYears(1))
                : plan.linesOf(whose, street, from, from.plusYears(1));
        StringBuilder file = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(
                file,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(
                                "date",
                                "planned",
                                "street",
                                "sides",
                                "kinds",
                                "from",
                                "until",
                                "no_parking",
                                "length_m")
                        .get())) {
            for (Line line : lines) {
                Rule.Hours hours = line.hours();
                csv.printRecord(
                        line.day().day(),
                        line.day().planned(),
                        line.street(),
                        line.sides(),
                        line.kinds().stream().map(Enum::name).collect(Collectors.joining(" ")),
                        hours == null ? "" : hours.from(),
                        hours == null ? "" : hours.until(),
                        line.noParking(),
                        Math.round(line.metres()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }

    /** Made anew when the last was made long enough ago, by one request at a time. */
    private String kept(String name, Supplier<String> made) {
        Instant now = clock.instant();
        return Objects.requireNonNull(kept.compute(
                        name,
                        (key, last) -> last != null && last.until().isAfter(now)
                                ? last
                                : new Kept(made.get(), now.plus(A_WHILE))))
                .text();
    }

    /** @param forAll whether the same address has the same answer for everybody */
    private static ResponseEntity<byte[]> answer(String name, String mediaType, String text, boolean forAll) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .cacheControl(forAll ? CacheControl.maxAge(A_WHILE).cachePublic() : CacheControl.noCache())
                .eTag(DigestUtils.md5DigestAsHex(content))
                .body(content);
    }

    private long whose(long municipality) {
        return municipality == 0
                ? municipalities.getFor(access.findPerson().orElse(null)).id()
                : municipalities.get(municipality).id();
    }

    private LocalDate today() {
        return clock.instant().atZone(Rule.TOWN).toLocalDate();
    }
}
