package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.operations.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was on a day in a municipality.
 *
 * @param proposals raised, decided or lapsed on the day
 * @param tours begun on the day
 * @param proofs kept on the day
 * @param alarms that came on the day
 * @param newest the last proof of the municipality up to the end of the day; null when there is none
 */
record DayReport(
        Areas.Area area,
        Days day,
        List<Decided> proposals,
        List<Driven> tours,
        List<Kept> proofs,
        List<Came> alarms,
        @Nullable Newest newest) {

    /**
     * A proposal and what became of it.
     *
     * @param kind of the decision, as operations calls it; null while there is none
     * @param lapsedAt when it lapsed undecided
     */
    record Decided(
            long id,
            String headline,
            String place,
            String urgency,
            Instant raisedAt,
            @Nullable String kind,
            @Nullable String measure,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant lapsedAt) {

        /** From raising to deciding; null while there is no decision. */
        @Nullable
        Double minutesToDecision() {
            return decidedAt == null
                    ? null
                    : Duration.between(raisedAt, decidedAt).toSeconds() / 60.0;
        }

        String state() {
            return "desk.became." + (kind != null ? kind : lapsedAt != null ? "LAPSED" : "OPEN");
        }
    }

    /**
     * A tour.
     *
     * @param metres driven at work: as its positions prove, else as the crew says
     * @param proven whether positions prove the metres
     * @param endedAt null while it is not over
     */
    record Driven(
            long id,
            long orderId,
            String name,
            @Nullable String vehicle,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            double metres,
            boolean proven,
            int leftOut) {

        @Nullable
        Double hours() {
            return endedAt == null ? null : Duration.between(startedAt, endedAt).toSeconds() / 3600.0;
        }
    }

    /**
     * A proof.
     *
     * @param number in the chain of its municipality
     * @param grades how many of its streets have which grade, as operations calls them
     * @param weather what was known of it when the work began; when nothing was done, what the decision rests on
     */
    record Kept(
            long id,
            long number,
            Instant madeAt,
            String kind,
            String measure,
            String place,
            List<Grades> grades,
            List<Evidence> weather) {}

    /** So many streets of a grade. */
    record Grades(String grade, int streets) {}

    /** An alarm. */
    record Came(
            long id,
            String severity,
            String rule,
            String place,
            Instant raisedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant clearedAt) {}

    /** The head of the chain of proofs. */
    record Newest(long number, String hash) {}

    double kilometres() {
        return tours.stream().mapToDouble(Driven::metres).sum() / 1000;
    }

    double hours() {
        return tours.stream()
                .map(Driven::hours)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    long vehicles() {
        return tours.stream()
                .map(Driven::vehicle)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }
}
