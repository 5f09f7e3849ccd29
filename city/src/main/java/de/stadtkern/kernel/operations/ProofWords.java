package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.portal.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided and what a tour did in words, the same on pages and on the sheet. */
final class ProofWords {

    private ProofWords() {}

    /** A label and what is said to it. */
    record Said(String label, String value) {}

    /** What was decided otherwise than proposed. */
    static List<Said> changes(Page page, Decision.@Nullable Changes changes) {
        List<Said> all = new ArrayList<>();
        if (changes == null) {
            return all;
        }
        if (changes.otherMeasure()) {
            all.add(new Said(page.text("operations.changes"), page.text("operations.changes.measure")));
        }
        if (!changes.leftOut().isEmpty()) {
            all.add(new Said(page.text("operations.changes.left-out"), String.join(", ", changes.leftOut())));
        }
        if (!changes.added().isEmpty()) {
            all.add(new Said(page.text("operations.changes.added"), String.join(", ", changes.added())));
        }
        return all;
    }

    static List<Said> tour(Page page, TourResult tour) {
        List<Said> all = new ArrayList<>();
        all.add(new Said(page.text("operations.tour.name"), tour.name()));
        if (tour.brokenOff()) {
            all.add(new Said(page.text("operations.tour.end"), page.text("operations.tour.broken-off")));
        }
        if (tour.vehicle() != null) {
            all.add(new Said(page.text("operations.tour.vehicle"), tour.vehicle()));
        }
        if (!tour.crew().isEmpty()) {
            all.add(new Said(page.text("operations.tour.crew"), String.join(", ", tour.crew())));
        }
        if (tour.mode() != null) {
            all.add(new Said(page.text("operations.tour.mode"), page.text(tour.mode())));
        }
        for (TourResult.Material material : tour.materials()) {
            all.add(new Said(material.name(), page.quantity(material.amount(), 0, material.unit())));
        }
        all.add(new Said(
                page.text("operations.track"),
                tour.track() == null ? page.text("operations.track.none") : track(page, tour.track())));
        for (TourResult.Note note : tour.notes()) {
            all.add(new Said(page.text("operations.tour.note", page.time(note.at())), note.text()));
        }
        for (TourResult.Attachment one : tour.attachments()) {
            all.add(new Said(
                    page.text("operations.tour.attachment", page.time(one.at())),
                    page.text("operations.tour.attachment.is", one.mediaType(), one.sha256())));
        }
        return all;
    }

    private static String track(Page page, TourResult.Track track) {
        List<String> sentences = new ArrayList<>();
        sentences.add(page.text("operations.track.fixes", track.fixes()));
        if (track.samplingSeconds() != null && track.samplingMetres() != null) {
            sentences.add(page.text(
                    "operations.track.sampling",
                    page.number(track.samplingSeconds(), 1),
                    page.number(track.samplingMetres(), 0)));
        }
        if (track.unprovenSeconds() > 0) {
            sentences.add(page.text("operations.track.unproven", page.number(track.unprovenSeconds() / 60, 1)));
        }
        if (track.counterMetres() != null) {
            sentences.add(page.text(
                    track.counterDeviates() ? "operations.track.counter.deviates" : "operations.track.counter",
                    page.number(track.counterMetres() / 1000, 2),
                    page.number(track.treatedMetres() / 1000, 2)));
        }
        return String.join(" ", sentences);
    }

    static String street(Page page, ProvenStreet street) {
        return street.street().isBlank() ? page.text("operations.unnamed") : street.street();
    }

    static String result(Page page, ProvenStreet street) {
        List<String> parts = new ArrayList<>();
        parts.add(page.number(street.lengthMetres(), 0) + " m");
        parts.add(page.text("operations.street.treated", page.number(100 * street.share(), 0)));
        if (street.unprovenShare() > 0) {
            parts.add(page.text("operations.street.unproven", page.number(100 * street.unprovenShare(), 0)));
        }
        if (street.first() != null && street.last() != null) {
            parts.add(page.text("operations.street.times", page.time(street.first()), page.time(street.last())));
        }
        if (street.passes() > 1) {
            parts.add(page.text("operations.street.passes", street.passes()));
        }
        if (street.kilograms() != null) {
            parts.add(page.quantity(street.kilograms(), 1, "kg"));
        }
        if (street.gramsPerSquareMetre() != null) {
            parts.add(page.quantity(street.gramsPerSquareMetre(), 1, "g/m2"));
        }
        parts.add(page.text("operations.grade." + street.grade()));
        if (street.note() != null) {
            parts.add(street.note());
        }
        return String.join(", ", parts);
    }
}
