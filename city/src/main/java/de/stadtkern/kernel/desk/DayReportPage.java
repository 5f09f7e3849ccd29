package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.desk.DayReport.Came;
import de.stadtkern.kernel.desk.DayReport.Decided;
import de.stadtkern.kernel.desk.DayReport.Driven;
import de.stadtkern.kernel.desk.DayReport.Kept;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The report of a day as page, with its tables as CSV, and as sheet for the file (PDF). */
@Controller
@RequestMapping("/operations/day")
class DayReportPage {

    private final DeskReports reports;

    DayReportPage(DeskReports reports) {
        this.reports = reports;
    }

    @GetMapping
    ModelAndView show(
            Page page,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String date) {
        Form form = Form.blank().with("municipality", municipality).with("date", date);
        DayReport report;
        try {
            report = reports.day(municipality, date);
        } catch (Refusal refusal) {
            form = form.refused(refusal, page);
            report = reports.day(municipality, "");
        }
        return page.view(
                        "kernel/desk/day",
                        form.with("municipality", report.area().id())
                                .with("date", report.day().first()))
                .addObject("areas", Areas.choices(reports.listAreas()))
                .addObject("report", report)
                .addObject("proposals", proposals(page).show(page, report.proposals()))
                .addObject("tours", tours(page).show(page, report.tours()))
                .addObject("proofs", proofs(page).show(page, report.proofs()))
                .addObject("alarms", alarms(page).show(page, report.alarms()));
    }

    @GetMapping("/sheet.pdf")
    ResponseEntity<byte[]> sheet(
            Page page,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String date) {
        DayReport report = reports.day(municipality, date);
        String name = page.text("desk.day.file", report.day().first()) + ".pdf";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(new DaySheet(report, page).pdf());
    }

    private static Table<Decided> proposals(Page page) {
        return Table.<Decided>named("proposals")
                .column(
                        "proposal",
                        "desk.proposal",
                        one -> Cell.link(
                                page.url("/operations/proposals/" + one.id()),
                                page.text(one.headline()) + ": " + one.place()))
                .column("urgency", "desk.urgency", one -> Cell.text(page.text("desk.urgency." + one.urgency())))
                .column("raised", "desk.raised-at", one -> Cell.time(one.raisedAt()))
                .column("became", "desk.became", one -> Cell.text(page.text(one.state())))
                .column("measure", "desk.measure", one -> words(page, one.measure()))
                .column(
                        "by",
                        "desk.decided-by",
                        one -> one.decidedBy() == null ? Cell.empty() : Cell.text(one.decidedBy()))
                .column("at", "desk.decided-at", one -> Cell.time(one.decidedAt()))
                .column("minutes", "desk.minutes", one -> Cell.number(one.minutesToDecision(), 0, "min"))
                .sortedBy("raised");
    }

    private static Table<Driven> tours(Page page) {
        return Table.<Driven>named("tours")
                .column(
                        "tour",
                        "desk.tour",
                        one -> Cell.link(page.url("/operations/orders/" + one.orderId()), one.name()))
                .column(
                        "vehicle",
                        "desk.vehicle",
                        one -> one.vehicle() == null ? Cell.empty() : Cell.text(one.vehicle()))
                .column("state", "desk.state", one -> Cell.text(page.text("desk.tour." + one.state())))
                .column("start", "desk.start", one -> Cell.time(one.startedAt()))
                .column("end", "desk.end", one -> Cell.time(one.endedAt()))
                .column("hours", "desk.hours", one -> Cell.number(one.hours(), 1, "h"))
                .column("km", "desk.kilometres", one -> Cell.number(one.metres() / 1000, 1, "km"))
                .column("proven", "desk.basis", one -> Cell.text(page.text("desk.basis." + one.proven())))
                .column("left", "desk.left", one -> Cell.number((double) one.leftOut(), 0, ""))
                .sortedBy("start");
    }

    private static Table<Kept> proofs(Page page) {
        return Table.<Kept>named("proofs")
                .column(
                        "proof",
                        "desk.proof",
                        one -> Cell.link(
                                page.url("/operations/proofs/" + one.id()),
                                page.text(one.measure()) + ", " + one.place()))
                .column("number", "desk.number", one -> Cell.number((double) one.number(), 0, ""))
                .column("at", "desk.kept-at", one -> Cell.time(one.madeAt()))
                .column("grade", "desk.grade", one -> Cell.text(grades(page, one)))
                .column("weather", "desk.weather", one -> Cell.text(weather(page, one)))
                .sortedBy("at");
    }

    private static Table<Came> alarms(Page page) {
        return Table.<Came>named("alarms")
                .column(
                        "alarm",
                        "desk.alarm",
                        one -> Cell.link(page.url("/alarms/" + one.id()), one.rule())
                                .note(one.place()))
                .column("severity", "desk.severity", one -> Cell.text(page.text("alarms.severity." + one.severity())))
                .column("at", "desk.raised-at", one -> Cell.time(one.raisedAt()))
                .column(
                        "by",
                        "desk.acknowledged-by",
                        one -> one.acknowledgedBy() == null ? Cell.empty() : Cell.text(one.acknowledgedBy()))
                .column("cleared", "desk.cleared-at", one -> Cell.time(one.clearedAt()))
                .sortedBy("at");
    }

    /** How many streets of which grade; for a decision without work, that there was none. */
    static String grades(Page page, Kept one) {
        if (one.grades().isEmpty()) {
            return page.text("desk.grade.none");
        }
        return String.join(
                ", ",
                one.grades().stream()
                        .map(grade -> page.text("desk.grade." + grade.grade(), grade.streets()))
                        .toList());
    }

    static String weather(Page page, Kept one) {
        return String.join(
                ", ",
                one.weather().stream()
                        .map(number ->
                                page.text(number.quantity()) + " " + page.quantity(number.value(), number.unit()))
                        .toList());
    }

    private static Cell words(Page page, @Nullable String key) {
        return key == null ? Cell.empty() : Cell.text(page.text(key));
    }
}
