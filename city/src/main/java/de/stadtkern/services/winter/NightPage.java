package de.stadtkern.services.winter;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.ProvenStreet;
import de.stadtkern.kernel.operations.TourResult;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PdfSheet;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.winter.Nights.Driven;
import de.stadtkern.services.winter.Nights.Field;
import de.stadtkern.services.winter.Nights.Line;
import de.stadtkern.services.winter.Nights.Log;
import de.stadtkern.services.winter.Nights.Warned;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The log of a night as page and as sheet for the file, what was found on the way, and calls to come. */
@Controller
@RequestMapping("/winter")
class NightPage {

    private final Nights nights;
    private final NightWork work;

    NightPage(Nights nights, NightWork work) {
        this.nights = nights;
        this.work = work;
    }

    /** A row of the log's table of streets. */
    private record Treated(Driven driven, ProvenStreet street) {}

    @Bean
    static NavigationEntry nightsEntry() {
        return new NavigationEntry("/winter/nights", "winter.section.nights", Permission.READ_REPORTS, 11);
    }

    @GetMapping("/nights")
    ModelAndView show(Page page) {
        return view(
                page,
                Form.blank()
                        .with("municipality", page.parameter("municipality"))
                        .with("night", page.parameter("night")));
    }

    private ModelAndView view(Page page, Form asked) {
        Form form = asked;
        Log log;
        try {
            log = nights.read(form.value("municipality"), form.value("night"));
        } catch (Refusal refusal) {
            form = form.refused(refusal, page);
            log = nights.read(form.value("municipality"), "");
        }
        return page.view(
                        "services/winter/nights",
                        form.with("municipality", log.municipality().id())
                                .with("night", log.night().evening()))
                .addObject("log", log)
                .addObject("municipalities", Doses.choices(nights.listMunicipalities()))
                .addObject("results", results(page))
                .addObject("warnings", warnings(page).show(page, log.warnings()))
                .addObject("lines", lines(page).show(page, log.lines()))
                .addObject(
                        "streets",
                        streets(page)
                                .show(
                                        page,
                                        log.tours().stream()
                                                .flatMap(one ->
                                                        one.streets().stream().map(street -> new Treated(one, street)))
                                                .toList()))
                .addObject("fields", fields(page, log).show(page, log.fields()));
    }

    @GetMapping("/nights/log.pdf")
    ResponseEntity<byte[]> sheet(
            Page page,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String night) {
        Log log = nights.read(municipality, night);
        String name = page.text("winter.night.file", log.night().evening()) + ".pdf";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(pdf(page, log));
    }

    @PostMapping("/nights/control")
    ModelAndView control(Page page, Form form) {
        try {
            Optional<Long> proposal = work.keep(form);
            return proposal.isPresent()
                    ? page.redirect("/operations/proposals/" + proposal.get(), "winter.control.proposed")
                    : page.redirect("/winter/nights?municipality=" + form.value("municipality"), "winter.control.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @GetMapping("/district")
    ModelAndView district(Page page) {
        return page.view("services/winter/district")
                .addObject("standings", standings(page).show(page, work.standings()));
    }

    private Table<NightWork.Standing> standings(Page page) {
        return Table.<NightWork.Standing>named("standings")
                .rowsPerPage(50)
                .column(
                        "name",
                        "winter.municipality",
                        one -> Cell.text(one.name())
                                .note(page.text(
                                        work.mayDecide(one.municipalityId())
                                                ? "winter.district.own"
                                                : "winter.district.reads")))
                .column("open", "winter.district.open", one -> Cell.number((double) one.open(), 0, ""))
                .column("decided", "winter.district.decided", one -> Cell.number((double) one.decided(), 0, ""))
                .column("out", "winter.district.out", one -> Cell.number((double) one.out(), 0, ""))
                .column("last", "winter.district.last", one -> Cell.time(one.lastDone()))
                .column("salt", "winter.district.salt", one -> Cell.number(one.saltNights(), 0, ""))
                .sortedBy("name");
    }

    @GetMapping("/call-outs/{id:[0-9]{1,18}}")
    ModelAndView call(Page page, @PathVariable long id) {
        return page.view("services/winter/call-out").addObject("call", work.call(id));
    }

    @PostMapping("/call-outs/{id:[0-9]{1,18}}")
    ModelAndView follow(Page page, @PathVariable long id) {
        work.follow(id);
        return page.redirect("/winter/call-outs/" + id, "winter.call-out.done");
    }

    private static List<Choice> results(Page page) {
        return Arrays.stream(NightWork.Found.values())
                .map(one -> new Choice(one.name(), page.text("winter.control.result." + one)))
                .toList();
    }

    private static Table<Warned> warnings(Page page) {
        return Table.<Warned>named("warnings")
                .column("at", "winter.night.at", one -> Cell.time(one.at()))
                .column(
                        "what",
                        "winter.night.warned",
                        one -> Cell.link(
                                        page.url("/operations/proposals/" + one.proposal()),
                                        page.text(one.headline()) + ": " + one.place())
                                .note(one.rule()))
                .fixedColumn("values", "winter.night.values", one -> Cell.text(numbers(page, one.evidence())))
                .column("became", "winter.night.became", one -> Cell.text(page.text(fate(one.fate()))))
                .sortedBy("at");
    }

    private static String fate(Nights.Fate fate) {
        return "winter.night.fate."
                + (fate.merged()
                        ? "merged"
                        : fate.driven()
                                ? "driven"
                                : fate.order()
                                        ? "ordered"
                                        : fate.decided() ? "decided" : fate.seen() ? "seen" : "open");
    }

    private static Table<Line> lines(Page page) {
        return Table.<Line>named("lines")
                .rowsPerPage(100)
                .column("at", "winter.night.at", one -> Cell.time(one.at()))
                .column("what", "winter.night.happened", one -> Cell.text(words(page, one)))
                .column("who", "winter.night.who", one -> one.who().isEmpty() ? Cell.empty() : Cell.text(one.who()))
                .column(
                        "proposal",
                        "winter.night.proposal",
                        one -> one.proposal() == 0
                                ? Cell.empty()
                                : Cell.link(
                                        page.url("/operations/proposals/" + one.proposal()),
                                        Long.toString(one.proposal())))
                .sortedBy("at");
    }

    private static String words(Page page, Line line) {
        String said = page.text("winter.night.line." + line.kind());
        return line.what().isBlank() ? said : said + ": " + page.text(line.what());
    }

    private static Table<Treated> streets(Page page) {
        return Table.<Treated>named("streets")
                .rowsPerPage(100)
                .column(
                        "street",
                        "winter.night.street",
                        one -> Cell.text(
                                        one.street().street().isBlank()
                                                ? page.text("operations.unnamed")
                                                : one.street().street())
                                .note(one.street().note()))
                .column(
                        "first",
                        "winter.night.first",
                        one -> Cell.time(one.street().first()))
                .column(
                        "last",
                        "winter.night.last",
                        one -> Cell.time(one.street().last()))
                .column(
                        "share",
                        "winter.night.share",
                        one -> Cell.number(100 * one.street().share(), 0, "%"))
                .column(
                        "measure",
                        "winter.night.measure",
                        one -> Cell.text(page.text(one.driven().measure())))
                .column(
                        "kilograms",
                        "winter.night.kilograms",
                        one -> Cell.number(one.street().kilograms(), 1, "kg"))
                .column(
                        "grams",
                        "winter.night.grams",
                        one -> Cell.number(one.street().gramsPerSquareMetre(), 1, "g/m2"))
                .column(
                        "vehicle",
                        "winter.night.vehicle",
                        one -> Cell.text(vehicle(one.driven().tour())))
                .column(
                        "grade",
                        "winter.night.grade",
                        one -> Cell.text(
                                page.text("operations.grade." + one.street().grade())))
                .column(
                        "proof",
                        "winter.night.proof",
                        one -> Cell.link(
                                page.url("/operations/proofs/" + one.driven().proof()),
                                Long.toString(one.driven().number())))
                .sortedBy("first");
    }

    private static String vehicle(TourResult tour) {
        String vehicle = tour.vehicle() == null ? "" : tour.vehicle() + ", ";
        return vehicle + (tour.crew().isEmpty() ? tour.startedBy() : String.join(", ", tour.crew()));
    }

    private static Table<Field> fields(Page page, Log log) {
        return Table.<Field>named("fields")
                .fixedColumn(
                        "field", "winter.night.field", one -> Cell.text(page.text("winter.night.field." + one.key())))
                .fixedColumn("from", "winter.night.from", one -> Cell.text(page.text("winter.night.from." + one.key())))
                .fixedColumn(
                        "known",
                        "winter.night.known",
                        one -> Cell.text(page.text(
                                "winter.night.known.of",
                                one.known(),
                                log.tours().size())));
    }

    private static String numbers(Page page, List<Evidence> evidence) {
        return evidence.stream()
                .map(one -> page.text(one.quantity()) + " " + page.quantity(one.value(), one.unit())
                        + (one.source() == null ? "" : " (" + page.time(one.time()) + "; " + one.origin(page) + ")"))
                .collect(Collectors.joining(", "));
    }

    static String title(Page page, Log log) {
        return page.text(
                "winter.night.of",
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(page.language().locale())
                        .format(log.night().evening()));
    }

    static byte[] pdf(Page page, Log log) {
        PdfSheet sheet =
                new PdfSheet(title(page, log) + " – " + log.municipality().name());
        sheet.paragraph(page.text(
                "winter.night.span",
                page.time(log.night().from()),
                page.time(log.night().until()),
                page.time(log.readAt())));
        sheet.heading(page.text("winter.night.warnings", log.warnings().size()));
        log.warnings()
                .forEach(one -> sheet.entry(
                        page.time(one.at()) + ", " + one.proposal(),
                        page.text(one.headline()) + ": " + one.place() + " · " + numbers(page, one.evidence()) + " · "
                                + one.rule() + " · " + page.text(fate(one.fate()))));
        sheet.heading(page.text("winter.night.lines", log.lines().size()));
        log.lines()
                .forEach(one -> sheet.entry(
                        page.time(one.at()) + (one.proposal() == 0 ? "" : ", " + one.proposal()),
                        words(page, one) + (one.who().isEmpty() ? "" : " · " + one.who())));
        sheet.heading(page.text("winter.night.tours", log.tours().size()));
        log.tours().forEach(one -> tour(sheet, page, one));
        sheet.heading(page.text("winter.night.gaps"));
        log.gaps().forEach(one -> sheet.paragraph(page.text("winter.night.gap." + one.key(), one.known())));
        sheet.heading(page.text("winter.night.fields"));
        log.fields()
                .forEach(one -> sheet.entry(
                        page.text("winter.night.field." + one.key()),
                        page.text("winter.night.from." + one.key()) + " · "
                                + page.text(
                                        "winter.night.known.of",
                                        one.known(),
                                        log.tours().size())));
        sheet.heading(page.text("winter.night.chain"));
        sheet.paragraph(page.text("winter.night.hash", log.hash()));
        sheet.paragraph(chain(page, log));
        return sheet.bytes();
    }

    private static void tour(PdfSheet sheet, Page page, Driven one) {
        TourResult tour = one.tour();
        sheet.entry(
                page.time(tour.startedAt()) + " – " + page.time(tour.endedAt()),
                tour.name() + " · " + page.text(one.measure()) + " · " + vehicle(tour) + " · "
                        + numbers(page, one.weather()) + " · "
                        + tour.materials().stream()
                                .map(some -> some.name() + " " + page.quantity(some.amount(), 0, some.unit()))
                                .collect(Collectors.joining(", "))
                        + " · " + page.text("winter.night.proof.of", one.number(), one.hash()));
        one.streets()
                .forEach(street -> sheet.entry(
                        street.street().isBlank() ? page.text("operations.unnamed") : street.street(),
                        (street.first() == null ? page.text("winter.night.no-time") : page.time(street.first()))
                                + (street.last() == null ? "" : " – " + page.time(street.last()))
                                + " · " + page.number(100 * street.share(), 0) + " %"
                                + (street.kilograms() == null ? "" : " · " + page.quantity(street.kilograms(), "kg"))
                                + (street.gramsPerSquareMetre() == null
                                        ? ""
                                        : " · " + page.quantity(street.gramsPerSquareMetre(), "g/m2"))
                                + " · " + page.text("operations.grade." + street.grade())
                                + (street.note() == null ? "" : " · " + street.note())));
    }

    static String chain(Page page, Log log) {
        return log.head() == null
                ? page.text("winter.night.chain.none")
                : page.text(
                        "winter.night.chain.text",
                        log.head().number(),
                        log.head().hash());
    }
}
