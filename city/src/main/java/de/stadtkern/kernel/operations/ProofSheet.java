package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PdfSheet;
import java.util.List;

/** The proof as a sheet for the file. */
record ProofSheet(Proof proof, List<Proof.Corrected> corrections, Page page) {

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
        corrections(sheet);
        sheet.heading(page.text("operations.chain"));
        sheet.entry(page.text("operations.proof.number"), Long.toString(proof.number()));
        sheet.entry(page.text("operations.hash"), proof.hash());
        sheet.paragraph(page.text("operations.proof.made", page.time(proof.madeAt())));
        return sheet.bytes();
    }

    private void decision(PdfSheet sheet, Proof.Decided decision) {
        sheet.heading(page.text("operations.decision"));
        sheet.entry(page.text("operations.measure"), page.text(decision.measure()));
        ProofWords.changes(page, decision.changes()).forEach(said -> sheet.entry(said.label(), said.value()));
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
        if (work.tour() != null) {
            tour(sheet, work.tour());
        }
        sheet.heading(page.text("operations.streets"));
        for (ProvenStreet street : work.streets()) {
            sheet.entry(ProofWords.street(page, street), ProofWords.result(page, street));
        }
    }

    private void tour(PdfSheet sheet, TourResult tour) {
        sheet.heading(page.text("operations.tour"));
        ProofWords.tour(page, tour).forEach(said -> sheet.entry(said.label(), said.value()));
    }

    private void corrections(PdfSheet sheet) {
        for (Proof.Corrected one : corrections) {
            Proof.Correction said = one.correction();
            sheet.heading(page.text("operations.correction", one.number()));
            sheet.entry(page.text("operations.correction.text"), said.text());
            sheet.entry(page.text("operations.reason"), said.reason());
            sheet.entry(
                    page.text("operations.correction.by"),
                    page.text("operations.when-who", page.time(one.madeAt()), said.personName()));
        }
    }

    private void evidence(PdfSheet sheet, String heading, List<Evidence> numbers) {
        sheet.heading(page.text(heading));
        for (Evidence one : numbers) {
            sheet.entry(
                    page.text(one.quantity()),
                    page.quantity(one.value(), one.unit()) + ", " + page.time(one.time()) + ", " + one.origin(page));
        }
    }
}
