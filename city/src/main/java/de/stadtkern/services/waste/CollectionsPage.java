package de.stadtkern.services.waste;

import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.portal.Calendar;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's page: on which days what is collected at an address, also as calendar file. */
@Controller
@RequestMapping("/waste/collections")
class CollectionsPage {

    /** Hours of the evening before at which people may be reminded. */
    private static final List<Integer> EVENING = List.of(17, 18, 19, 20, 21);

    private final CollectionDays days;
    private final PublicAddress address;
    private final Clock clock;

    CollectionsPage(CollectionDays days, PublicAddress address, Clock clock) {
        this.days = days;
        this.address = address;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(
            Page page,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String reminder) {
        Optional<CollectionRows.Area> area = address.isBlank() ? Optional.empty() : days.find(address);
        List<CollectionDay> coming = area.map(
                        one -> days.list(one.municipalityId(), one.houses().area()))
                .orElse(List.of());
        Table<CollectionDay> table = Table.<CollectionDay>named("days")
                .fixedColumn("day", "waste.day", one -> Cell.text(CollectionDays.written(page, one.day())))
                .fixedColumn("what", "waste.what", one -> Cell.text(one.what()));
        return page.view("services/waste/collections")
                .addObject("form", new Form(Map.of("address", address, "reminder", reminder), Map.of(), HttpStatus.OK))
                .addObject("reminders", reminders(page))
                .addObject("file", area.map(one -> file(page, one, reminder)).orElse(""))
                .addObject("here", this.address.get())
                .addObject("asked", !address.isBlank())
                .addObject("area", area.orElse(null))
                .addObject("days", table.show(page, coming));
    }

    /** The days of a district from today on, for calendar programs. */
    @GetMapping("/days.ics")
    ResponseEntity<String> calendar(
            Page page,
            @RequestParam(defaultValue = "0") long municipality,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String reminder) {
        Duration before = before(reminder);
        List<CollectionDay> coming = days.list(municipality, area);
        if (coming.isEmpty()) {
            throw Refusal.notFound("waste.refusal.area");
        }
        List<Calendar.Entry> entries = coming.stream()
                .map(one -> new Calendar.Entry(
                        "waste-" + municipality + "-" + Integer.toHexString((one.area() + " " + one.what()).hashCode())
                                + "-" + one.day() + "@stadtkern",
                        one.day(),
                        one.what(),
                        page.text("waste.collections.put-out")))
                .toList();
        Calendar calendar = new Calendar(page.text("waste.collections"), clock.instant(), before, entries);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, Calendar.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"abfuhr.ics\"")
                .body(calendar.text());
    }

    private static String file(Page page, CollectionRows.Area area, String reminder) {
        return page.url("/waste/collections/days.ics") + "?municipality=" + area.municipalityId() + "&area="
                + URLEncoder.encode(area.houses().area(), StandardCharsets.UTF_8)
                + (before(reminder) == null ? "" : "&reminder=" + reminder);
    }

    private static List<Choice> reminders(Page page) {
        return Stream.concat(
                        Stream.of(new Choice("", page.text("waste.reminder.none"))),
                        EVENING.stream().map(hour -> new Choice(hour.toString(), page.text("waste.reminder.at", hour))))
                .toList();
    }

    /** How long before the day begins; null for no reminder. */
    private static @Nullable Duration before(String hour) {
        if (hour.isEmpty()) {
            return null;
        }
        return EVENING.stream()
                .filter(one -> one.toString().equals(hour))
                .map(one -> Duration.ofHours(24L - one))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("waste.refusal.reminder", EVENING.getFirst(), EVENING.getLast())
                        .at("reminder"));
    }
}
