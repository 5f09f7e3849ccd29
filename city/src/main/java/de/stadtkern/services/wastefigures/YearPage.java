package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The report of a year as page, with its table as CSV, and as sheet for the file (PDF). */
@Controller
@RequestMapping("/wastefigures")
class YearPage {

    private final WasteFigures figures;

    YearPage(WasteFigures figures) {
        this.figures = figures;
    }

    @GetMapping("/year")
    ModelAndView show(
            Page page,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String year) {
        WasteFigures.Town town = figures.town(municipality);
        Form form = Form.blank().with("municipality", town.id());
        Days days;
        try {
            days = Days.ofYear(year, figures.today());
            form = form.with("year", days.first().getYear());
        } catch (Refusal refusal) {
            form = form.with("year", year).refused(refusal, page);
            days = Days.ofYear("", figures.today());
        }
        YearReport report = figures.report(town, days);
        return page.view("services/wastefigures/year", form)
                .addObject("towns", figures.choices())
                .addObject("report", report)
                .addObject("kinds", kinds(page).show(page, report.kinds()))
                .addObject("table", table(page, report).show(page, List.of(Figure.values())));
    }

    @GetMapping(path = "/year.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> sheet(
            Page page,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String year) {
        Days days = Days.ofYear(year, figures.today());
        YearReport report = figures.report(figures.town(municipality), days);
        String name = page.text(
                        "wastefigures.year.file", Integer.toString(days.first().getYear())) + ".pdf";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(report.pdf(page));
    }

    private static Table<YearRows.KindCount> kinds(Page page) {
        return Table.<YearRows.KindCount>named("kinds")
                .column("kind", "wastefigures.kind", one -> Cell.text(page.text("containers.kind." + one.kind())))
                .column(
                        "fraction",
                        "wastefigures.fraction",
                        one -> Cell.text(page.text("containers.fraction." + one.fraction())))
                .column("bins", "wastefigures.bins", one -> Cell.number((double) one.bins(), 0, ""))
                .column("litres", "wastefigures.volume", one -> Cell.number(one.litres(), 0, "L"))
                .column("sensors", "wastefigures.sensors", one -> Cell.number((double) one.sensors(), 0, ""))
                .sortedBy("-bins");
    }

    private static Table<Figure> table(Page page, YearReport report) {
        return Table.<Figure>named("figures")
                .rowsPerPage(Figure.values().length)
                .fixedColumn(
                        "figure",
                        "wastefigures.figure",
                        one -> Cell.text(page.text("wastefigures.figure." + one))
                                .note(page.text("wastefigures.group." + one.group())))
                .fixedColumn(
                        "now",
                        "wastefigures.year.now",
                        one -> Cell.number(report.now().get(one), one.decimals(), one.unit()))
                .fixedColumn(
                        "before",
                        "wastefigures.year.before",
                        one -> Cell.number(report.before().get(one), one.decimals(), one.unit()))
                .fixedColumn("change", "wastefigures.change", one -> Cell.number(report.change(one), 0, "%"));
    }
}
