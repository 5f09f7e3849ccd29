package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.portal.Page;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Proofs as a table for programs (RFC 4180): times in UTC, decimal points, one line for each segment of each proof. */
record ProofTable(Page page, Proofs proofs, ProofFilter filter) {

    private static final int AT_ONCE = 200;
    private static final String FORMULA_BEGINS = "=+-@\t\r";
    private static final String[] HEADINGS = {
        "number",
        "hash",
        "municipality",
        "made_at",
        "source",
        "occasion",
        "place",
        "measure",
        "reason",
        "decided_by",
        "decided_at",
        "started_at",
        "started_by",
        "ended_at",
        "ended_by",
        "tour",
        "vehicle",
        "crew",
        "corrections",
        "segment",
        "forward",
        "street",
        "length_m",
        "treated_share",
        "unproven_share",
        "first",
        "last",
        "passes",
        "kg",
        "g_m2",
        "grade"
    };
    private static final int STREET_COLUMNS = 12;

    void write(Writer out) throws IOException {
        CSVPrinter csv = new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setHeader(HEADINGS).get());
        List<Proof> some;
        for (int from = 0; !(some = proofs.list(filter, AT_ONCE, from)).isEmpty(); from += AT_ONCE) {
            for (Proof proof : some) {
                write(proof, csv);
            }
        }
        csv.flush();
    }

    private void write(Proof proof, CSVPrinter csv) throws IOException {
        List<Object> said = said(proof);
        Proof.Work work = proof.content().work();
        if (work == null || work.streets().isEmpty()) {
            csv.printRecord(line(said, Collections.nCopies(STREET_COLUMNS, "")));
            return;
        }
        for (ProvenStreet street : work.streets()) {
            csv.printRecord(line(said, said(street)));
        }
    }

    private List<Object> said(Proof proof) {
        Proof.Content content = proof.content();
        Proof.Decided decision = content.decision();
        Proof.Work work = content.work();
        TourResult tour = work == null ? null : work.tour();
        return listOf(
                proof.number(),
                proof.hash(),
                content.municipality(),
                proof.madeAt(),
                content.source(),
                page.text(content.headline()),
                content.place(),
                page.text(decision.measure()),
                decision.reason(),
                decision.personName(),
                decision.at(),
                work == null ? null : work.startedAt(),
                work == null ? null : work.startedBy(),
                work == null ? null : work.doneAt(),
                work == null ? null : work.doneBy(),
                tour == null ? null : tour.name(),
                tour == null ? null : tour.vehicle(),
                tour == null ? null : String.join(", ", tour.crew()),
                proofs.corrections(proof).size());
    }

    private static List<Object> said(ProvenStreet street) {
        return listOf(
                street.segmentId(),
                street.forward(),
                street.street(),
                street.lengthMetres(),
                street.share(),
                street.unprovenShare(),
                street.first(),
                street.last(),
                street.passes(),
                street.kilograms(),
                street.gramsPerSquareMetre(),
                street.grade());
    }

    private static List<Object> listOf(@Nullable Object... values) {
        List<Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(value instanceof String text ? harmless(text) : Objects.requireNonNullElse(value, ""));
        }
        return list;
    }

    private static List<Object> line(List<Object> proof, List<?> street) {
        List<Object> line = new ArrayList<>(proof);
        line.addAll(street);
        return line;
    }

    /** What a spreadsheet would take for a formula gets an apostrophe. */
    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
