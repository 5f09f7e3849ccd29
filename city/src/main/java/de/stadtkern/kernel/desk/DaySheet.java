package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PdfSheet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report of a day as a sheet for the file. */
record DaySheet(DayReport report, Page page) {

    byte[] pdf() {
        PdfSheet sheet = new PdfSheet(
                page.text("desk.day.of", date()) + " – " + report.area().name());
        sheet.paragraph(page.text(
                "desk.day.span",
                page.time(report.day().from()),
                page.time(report.day().until())));
        sheet.entry(page.text("desk.tours.sum"), sum());
        sheet.heading(page.text("desk.proposals", report.proposals().size()));
        report.proposals()
                .forEach(one -> sheet.entry(
                        page.time(one.raisedAt()),
                        joined(
                                page.text(one.headline()) + ": " + one.place(),
                                page.text("desk.urgency." + one.urgency()),
                                page.text(one.state()),
                                one.measure() == null ? null : page.text(one.measure()),
                                one.decidedBy(),
                                one.minutesToDecision() == null
                                        ? null
                                        : page.text("desk.after-minutes", page.number(one.minutesToDecision(), 0)))));
        sheet.heading(page.text("desk.tours", report.tours().size()));
        report.tours()
                .forEach(one -> sheet.entry(
                        page.time(one.startedAt()),
                        joined(
                                one.name(),
                                one.vehicle(),
                                page.text("desk.tour." + one.state()),
                                page.number(one.metres() / 1000, 1) + " km (" + page.text("desk.basis." + one.proven())
                                        + ")",
                                one.hours() == null ? null : page.number(one.hours(), 1) + " h")));
        sheet.heading(page.text("desk.proofs.count", report.proofs().size()));
        report.proofs()
                .forEach(one -> sheet.entry(
                        page.time(one.madeAt()),
                        joined(
                                page.text(one.measure()) + ", " + one.place(),
                                DayReportPage.grades(page, one),
                                DayReportPage.weather(page, one))));
        sheet.heading(page.text("desk.alarms", report.alarms().size()));
        report.alarms()
                .forEach(one -> sheet.entry(
                        page.time(one.raisedAt()),
                        joined(
                                page.text("alarms.severity." + one.severity()),
                                one.rule(),
                                one.place(),
                                one.acknowledgedBy())));
        sheet.heading(page.text("desk.chain"));
        sheet.paragraph(chain());
        return sheet.bytes();
    }

    private String date() {
        return Days.written(report.day().first(), page);
    }

    private String sum() {
        return page.text(
                "desk.tours.sum.text",
                report.tours().size(),
                page.number(report.kilometres(), 1),
                page.number(report.hours(), 1),
                report.vehicles());
    }

    private String chain() {
        return report.newest() == null
                ? page.text("desk.chain.none")
                : page.text(
                        "desk.chain.text",
                        report.newest().number(),
                        report.newest().hash());
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(" · "));
    }
}
