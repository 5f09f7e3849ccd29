package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PdfSheet;
import java.util.List;

/** The proof as a sheet for the file. */
record ProofSheet(Proof proof, Page page) {

    byte[] pdf() {
        Proof.Content content = proof.content();
        PdfSheet sheet = new PdfSheet(page.text("operations.proof", proof.id()) + " – " + content.municipality());
        if (content.origin() != null) {
            sheet.paragraph(page.text("operations.origin", content.origin()));
        }
        sheet.entry(page.text("operations.headline"), page.text(content.headline()));
        sheet.entry(page.text("operations.place"), content.place());
        sheet.entry(page.text("operations.raised-at"), page.time(content.raisedAt()));
        sheet.entry(page.text("operations.rule"), content.rule());
        evidence(sheet, "operations.evidence", content.evidence());
        decision(sheet, content.decision());
        if (content.work() != null) {
            work(sheet, content.work());
        }
        sheet.paragraph(page.text("operations.proof.made", page.time(proof.madeAt())));
        return sheet.bytes();
    }

    private void decision(PdfSheet sheet, Proof.Decided decision) {
        sheet.heading(page.text("operations.decision"));
        sheet.entry(page.text("operations.measure"), page.text(decision.measure()));
        sheet.entry(page.text("operations.reason"), decision.reason());
        sheet.entry(page.text("operations.decided-by"), decision.personName());
        sheet.entry(page.text("operations.decided-at"), page.time(decision.at()));
    }

    private void work(PdfSheet sheet, Proof.Work work) {
        sheet.heading(page.text("operations.work"));
        sheet.entry(
                page.text("operations.started"),
                page.text("operations.when-who", page.time(work.startedAt()), work.startedBy()));
        sheet.entry(
                page.text("operations.done"),
                page.text("operations.when-who", page.time(work.doneAt()), work.doneBy()));
        sheet.entry(page.text("operations.length"), page.number(work.lengthMetres() / 1000, 2) + " km");
        evidence(sheet, "operations.weather-start", work.weatherAtStart());
        evidence(sheet, "operations.weather-end", work.weatherAtEnd());
        sheet.heading(page.text("operations.streets"));
        for (Stop driven : work.driven()) {
            String street = driven.street().isBlank() ? page.text("operations.unnamed") : driven.street();
            sheet.entry(street, page.number(driven.lengthMetres(), 0) + " m");
        }
    }

    private void evidence(PdfSheet sheet, String heading, List<Evidence> numbers) {
        sheet.heading(page.text(heading));
        for (Evidence one : numbers) {
            String state = page.text(one.measured() ? "operations.measured" : "operations.computed");
            sheet.entry(
                    page.text(one.quantity()),
                    page.quantity(one.value(), one.unit()) + ", " + page.time(one.time()) + ", " + state);
        }
    }
}
