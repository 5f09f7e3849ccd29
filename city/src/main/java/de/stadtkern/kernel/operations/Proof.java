package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for good: what was proposed on which evidence, who decided what and why, and what was done where, when,
 * by whom and in which weather. A copy of everything, so that nothing that changes later changes it.
 *
 * @param number in the chain of its municipality
 * @param hash of the chain up to it
 */
record Proof(long id, long municipalityId, Instant madeAt, long number, String hash, Content content) {

    /**
     * What the proof says.
     *
     * @param origin where the values were really measured, when not here
     * @param evidence what the decision rested on
     * @param work null when it was decided to do nothing
     */
    record Content(
            String municipality,
            String source,
            String headline,
            String place,
            @Nullable String origin,
            Position position,
            String rule,
            Instant raisedAt,
            List<Evidence> evidence,
            Decided decision,
            @Nullable Work work) {}

    /**
     * The decision.
     *
     * @param changes what was decided otherwise than proposed; null in proofs from before this was kept
     */
    record Decided(String personName, String measure, String reason, Instant at, Decision.@Nullable Changes changes) {}

    /**
     * What was done.
     *
     * @param tour null when nobody dispatched a tour
     */
    record Work(
            long orderId,
            Instant startedAt,
            String startedBy,
            Instant doneAt,
            String doneBy,
            List<Evidence> weatherAtStart,
            List<Evidence> weatherAtEnd,
            List<Stop> driven,
            @Nullable TourResult tour) {

        /** What was done street by street; without a tour, that whoever finished the order said so. */
        List<ProvenStreet> streets() {
            return tour != null
                    ? tour.streets()
                    : driven.stream()
                            .map(stop -> new ProvenStreet(
                                    stop.segmentId(),
                                    true,
                                    stop.street(),
                                    stop.lengthMetres(),
                                    stop.course(),
                                    1,
                                    0,
                                    null,
                                    null,
                                    1,
                                    null,
                                    null,
                                    ProofGrade.MANUAL,
                                    null))
                            .toList();
        }

        double lengthMetres() {
            return driven.stream().mapToDouble(Stop::lengthMetres).sum();
        }
    }

    /**
     * What is not right in a proof; an entry of its own, the proof stays as it is.
     *
     * @param corrects number of the proof
     * @param text what is right
     */
    record Correction(long corrects, String personName, String reason, String text) {}

    /** A correction as it was kept. */
    record Corrected(long number, Instant madeAt, Correction correction) {}
}
