package de.stadtkern.services.wastetours;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Whether a container is worth a visit today.
 *
 * <p>A container is visited today when that costs less for each day since it was emptied than on any later day, the risk
 * of an overflow until then included. So one that is passed today is taken along when it would soon need a tour anyway,
 * and one that can wait waits. What a visit costs beside handling the container is the detour, which only the tours know:
 * they get what leaving the container costs as a prize. It is the optimal replacement of parts that age (renewal reward:
 * Barlow and Hunter, "Optimum Preventive Maintenance Policies", Operations Research 8, 1960).
 *
 * @param visitEuros least that a visit costs, without any detour; above 0
 * @param detourEuros what driving to a container usually costs, for one that is visited on a later day; at least 0
 * @param overflowEuros what it costs that a container is full until the next tour, at least 0
 * @param longest after which a container is emptied for hygiene, however little is in it
 */
public record VisitRule(double visitEuros, double detourEuros, double overflowEuros, Duration longest) {

    /** Usual way to a container, as 900 in Kaiserslautern took it in a simulated year. */
    private static final double USUAL_KILOMETRES = 0.3;

    private static final double USUAL_HOURS = USUAL_KILOMETRES / 20;

    /** One that has just been emptied counts as emptied half a day ago. */
    private static final double LEAST_DAYS = 0.5;

    private static final double DAY_SECONDS = 86_400;

    public VisitRule {
        if (!(visitEuros > 0)) {
            throw new IllegalArgumentException("a visit must cost more than 0 €, but costs " + visitEuros);
        }
        if (!(detourEuros >= 0)) {
            throw new IllegalArgumentException("a detour must cost at least 0 €, but costs " + detourEuros);
        }
        if (!(overflowEuros >= 0)) {
            throw new IllegalArgumentException("an overflow must cost at least 0 €, but costs " + overflowEuros);
        }
        if (!longest.isPositive()) {
            throw new IllegalArgumentException("the longest interval must be longer than 0, but is " + longest);
        }
    }

    /**
     * With the usual way to a container.
     *
     * @param besidesEuros that a visit costs besides way and time
     * @param euroPerHour of a vehicle with its crew; little where crews are paid for the shift, driven or not
     */
    public static VisitRule usual(
            double besidesEuros,
            double secondsPerStop,
            double euroPerKilometre,
            double euroPerHour,
            double overflowEuros,
            Duration longest) {
        return new VisitRule(
                besidesEuros + secondsPerStop / 3600 * euroPerHour,
                USUAL_KILOMETRES * euroPerKilometre + USUAL_HOURS * euroPerHour,
                overflowEuros,
                longest);
    }

    /**
     * A tour after today's.
     *
     * @param until from today's visit
     * @param fullProbability 0 to 1, that the container is full before it if it is left until then
     */
    public record Later(Duration until, double fullProbability) {

        public Later {
            if (!(fullProbability >= 0 && fullProbability <= 1)) {
                throw new IllegalArgumentException("a probability is 0 to 1, but is " + fullProbability);
            }
        }
    }

    /**
     * What is known of a container.
     *
     * @param fullProbability 0 to 1, that it is full before the next tour if it is left today
     * @param full whether it is known to be full now
     * @param sinceEmptied not negative
     * @param untilNextTour from today's visit
     * @param accessible whether it can be reached today
     * @param later tours after the next, in their order; the more, the better it is known how long the container can wait
     */
    public record Standing(
            double fullProbability,
            boolean full,
            Duration sinceEmptied,
            Duration untilNextTour,
            boolean accessible,
            List<Later> later) {

        public Standing {
            if (!(fullProbability >= 0 && fullProbability <= 1)) {
                throw new IllegalArgumentException("a probability is 0 to 1, but is " + fullProbability);
            }
            if (!untilNextTour.isPositive()) {
                throw new IllegalArgumentException("the next tour is after today's, but is in " + untilNextTour);
            }
            later = List.copyOf(later);
        }

        /** With the next tour alone; on those after it the risk is taken to be as large. */
        public Standing(
                double fullProbability,
                boolean full,
                Duration sinceEmptied,
                Duration untilNextTour,
                boolean accessible) {
            this(fullProbability, full, sinceEmptied, untilNextTour, accessible, List.of());
        }
    }

    /**
     * The answer.
     *
     * @param prizeEuros what leaving it costs; infinite when it must be visited
     * @param threshold the probability, 0 to 1, from which on waiting for the next tour risks more than a visit without a
     *     detour costs for as many days
     */
    public record Advice(Verdict verdict, Reason reason, double prizeEuros, double threshold) {}

    /** What to do today. */
    public enum Verdict {
        MUST,
        MAY,
        NOT
    }

    /** Why. */
    public enum Reason {
        /** It cannot be reached today. */
        CLOSED,
        /** It is full. */
        FULL,
        /** It would stand for too long by the next tour. */
        HYGIENE,
        /** A visit today costs less for each day than one on any later day, if the detour is not too long. */
        LIKELY,
        /** It can wait for a day on which a visit costs less for each day. */
        UNLIKELY
    }

    /** Must, may, or not. */
    public Advice advise(Standing standing) {
        double days = Math.max(LEAST_DAYS, days(standing.sinceEmptied));
        double prize = leaving(days, ahead(standing));
        double threshold = Math.min(1, visitEuros / days * days(standing.untilNextTour) / overflowEuros);
        if (!standing.accessible) {
            return new Advice(Verdict.NOT, Reason.CLOSED, 0, threshold);
        }
        if (standing.full) {
            return new Advice(Verdict.MUST, Reason.FULL, Double.POSITIVE_INFINITY, threshold);
        }
        if (standing.sinceEmptied.plus(standing.untilNextTour).compareTo(longest) > 0) {
            return new Advice(Verdict.MUST, Reason.HYGIENE, Double.POSITIVE_INFINITY, threshold);
        }
        return prize > visitEuros
                ? new Advice(Verdict.MAY, Reason.LIKELY, prize, threshold)
                : new Advice(Verdict.NOT, Reason.UNLIKELY, prize, threshold);
    }

    /**
     * The tours on which it may be visited instead, none of them after the longest interval; when only the next is told,
     * the risk stays the same on those after.
     */
    private List<Later> ahead(Standing standing) {
        Later next = new Later(standing.untilNextTour, standing.fullProbability);
        if (!standing.later.isEmpty()) {
            Duration left = longest.minus(standing.sinceEmptied);
            return Stream.concat(
                            Stream.of(next), standing.later.stream().filter(tour -> tour.until.compareTo(left) <= 0))
                    .toList();
        }
        long tours = Math.max(1, longest.minus(standing.sinceEmptied).dividedBy(next.until));
        return LongStream.rangeClosed(1, tours)
                .mapToObj(number -> new Later(next.until.multipliedBy(number), next.fullProbability))
                .toList();
    }

    /** What a visit may cost today so that it costs as much for each day as one on the best later tour. */
    private double leaving(double days, List<Later> tours) {
        double least = Double.POSITIVE_INFINITY;
        double then = visitEuros + detourEuros;
        for (Later tour : tours) {
            then += overflowEuros * tour.fullProbability;
            least = Math.min(least, then * days / (days + days(tour.until)));
        }
        return least;
    }

    private static double days(Duration span) {
        return span.toSeconds() / DAY_SECONDS;
    }
}
