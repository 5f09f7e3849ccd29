package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.desk.HandoverNote.Fact;
import de.stadtkern.kernel.desk.HandoverNote.Facts;
import de.stadtkern.kernel.dispatch.Tour;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Urgency;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that is open at a moment. */
record Situation(
        List<OpenProposal> proposals,
        List<RunningOrder> orders,
        List<Out> out,
        List<Outage> outages,
        List<OpenAlarm> alarms,
        List<InForce> closures,
        List<NewProof> proofs) {

    /**
     * Of whom, and of which service.
     *
     * @param shared the municipalities whose proposals, orders and proofs are shown
     * @param own those whose vehicles and alarms are shown too
     * @param source the service; empty for all
     */
    record Scope(Set<Long> shared, Set<Long> own, String source) {

        /** All of one municipality. */
        static Scope of(long municipality) {
            return new Scope(Set.of(municipality), Set.of(municipality), "");
        }
    }

    /**
     * A proposal that nobody has decided yet.
     *
     * @param seenBy names of those who have opened it
     * @param takenBy who takes care of it
     */
    record OpenProposal(
            long id,
            long municipalityId,
            String source,
            String headline,
            String place,
            @Nullable String origin,
            Position position,
            Urgency urgency,
            Instant raisedAt,
            Instant confirmedAt,
            Instant validUntil,
            @Nullable Instant decideBy,
            @Nullable Instant postponedUntil,
            List<String> seenBy,
            @Nullable String takenBy) {}

    /**
     * An order that is not done.
     *
     * @param stops how many it has, how many of them are done and how many were left out
     * @param dueAt when its plan wants it done; null when it has no times
     */
    record RunningOrder(
            long id,
            long municipalityId,
            String source,
            String measure,
            String place,
            double metres,
            @Nullable Instant startedAt,
            Stops stops,
            @Nullable Instant dueAt) {

        Mark mark() {
            return startedAt == null ? Mark.PLANNED : Mark.RUNNING;
        }

        String state() {
            return "desk.order.state." + (startedAt == null ? "PLANNED" : "STARTED");
        }

        boolean isLate(Instant now) {
            return dueAt != null && now.isAfter(dueAt);
        }
    }

    /** How many stops there are, how many are done and how many were left out. */
    record Stops(int all, int done, int left) {}

    /**
     * A tour whose crew is out.
     *
     * @param vehicle its name; null when the tour has none
     * @param seenAt when its position was last told; null when it is not known or may not be shown
     */
    record Out(
            long tourId,
            long orderId,
            long municipalityId,
            String tour,
            @Nullable String vehicle,
            Tour.State state,
            @Nullable Instant startedAt,
            Stops stops,
            @Nullable Instant seenAt,
            @Nullable Position position) {

        String name() {
            return vehicle == null ? tour : vehicle;
        }
    }

    /**
     * A vehicle that is out of service.
     *
     * @param endsAt null when nobody knows yet
     */
    record Outage(String vehicle, String reason, @Nullable Instant endsAt) {}

    /** An alarm that nobody is done with. */
    record OpenAlarm(
            long id,
            long municipalityId,
            String severity,
            String rule,
            String place,
            Instant happenedAt,
            @Nullable String acknowledgedBy) {

        Mark mark() {
            return switch (severity) {
                case "CRITICAL", "MAJOR" -> Mark.DANGER;
                case "MINOR" -> Mark.WARNING;
                default -> Mark.INFO;
            };
        }
    }

    /** A road that is closed now. */
    record InForce(
            long id,
            long municipalityId,
            String name,
            String reason,
            @Nullable Instant endsAt) {}

    /** A proof of lately. */
    record NewProof(long id, Instant madeAt, String measure, String place) {}

    /** The same as it goes into the note for the next shift. */
    Facts facts() {
        return new Facts(
                proposals.stream()
                        .map(one -> new Fact(one.headline(), one.place(), "/operations/proposals/" + one.id()))
                        .toList(),
                orders.stream()
                        .map(one -> new Fact(one.measure(), one.place(), "/operations/orders/" + one.id()))
                        .toList(),
                out.stream()
                        .map(one ->
                                new Fact("desk.out." + one.state(), one.name(), "/operations/orders/" + one.orderId()))
                        .toList(),
                outages.stream()
                        .map(one -> new Fact(null, one.vehicle() + ": " + one.reason(), null))
                        .toList(),
                alarms.stream()
                        .map(one -> new Fact(null, one.rule() + ", " + one.place(), "/alarms/" + one.id()))
                        .toList(),
                closures.stream()
                        .map(one -> new Fact(null, one.name() + ": " + one.reason(), "/closures"))
                        .toList());
    }

    /** Where a tour or an order stands, in words. */
    static String progress(Page page, Stops stops) {
        return page.text("desk.progress", stops.done(), stops.all(), stops.left());
    }
}
