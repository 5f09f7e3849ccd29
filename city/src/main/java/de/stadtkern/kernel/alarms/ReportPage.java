package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The monthly report on alarms. */
@Controller
class ReportPage {

    private final MonthlyReport report;

    ReportPage(MonthlyReport report) {
        this.report = report;
    }

    /** A month's report as JSON. */
    record Answer(String month, List<MonthlyReport.Line> rules) {}

    @GetMapping("/alarms/report")
    ModelAndView show(Page page, @RequestParam(defaultValue = "") String month) {
        Form form = Form.blank().with("month", month);
        YearMonth wanted = report.month("");
        try {
            wanted = report.month(month);
        } catch (Refusal refusal) {
            form = form.refused(refusal, page);
        }
        return page.view("kernel/alarms/report", form.with("month", wanted))
                .addObject(
                        "month",
                        DateTimeFormatter.ofPattern("MMMM yyyy", page.language().locale())
                                .format(wanted))
                .addObject("report", table(page).show(page, report.read(wanted)));
    }

    @GetMapping("/alarms/api/report")
    @ResponseBody
    Answer json(@RequestParam(defaultValue = "") String month) {
        YearMonth wanted = report.month(month);
        return new Answer(wanted.toString(), report.read(wanted));
    }

    private static Table<MonthlyReport.Line> table(Page page) {
        return Table.<MonthlyReport.Line>named("report")
                .column(
                        "rule",
                        "alarms.rule",
                        line -> Cell.link(page.url("/alarms/rules/" + line.ruleId()), line.rule()))
                .column("raised", "alarms.report.raised", line -> Cell.number((double) line.raised(), 0, ""))
                .column("acted", "alarms.report.acted", line -> Cell.number((double) line.acted(), 0, ""))
                .column("missed", "alarms.report.missed", line -> Cell.number((double) line.missed(), 0, ""))
                .column("open", "alarms.report.open", line -> Cell.number((double) line.open(), 0, ""))
                .column("minutes", "alarms.report.minutes", line -> Cell.number(line.minutes(), 0, "min"))
                .column("told", "alarms.report.told", line -> Cell.number((double) line.told(), 0, ""))
                .column("received", "alarms.report.received", line -> Cell.number((double) line.received(), 0, ""))
                .column("tests", "alarms.report.tests", line -> Cell.number((double) line.tests(), 0, ""))
                .sortedBy("rule");
    }
}
