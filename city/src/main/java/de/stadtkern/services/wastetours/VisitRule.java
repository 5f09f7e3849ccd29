package de.stadtkern.services.wastetours;

import java.time.Duration;

/**
 * Whether a container is worth a visit today.
 *
 * <p>Leaving it until the next tour costs an overflow with the probability that it is full by then. A visit pays when
 * that is more than the visit costs; as the visit buys all the days since the last, the loss of the day ahead is set
 * against one day's share of it. What the visit costs beside handling the container is the detour, which only the tours
 * know: they get the loss as a prize.
 *
 * @param visitEuros least that a visit costs, without any detour; above 0
 * @param overflowEuros what an overflow costs, at least 0
 * @param longest after which a container is emptied for hygiene, however little is in it
 */
public record VisitRule(double visitEuros, double overflowEuros, Duration longest) {

    public VisitRule {
        if (!(visitEuros > 0)) {
            throw new IllegalArgumentException("a visit must cost more than 0 €, but costs " + visitEuros);
        }
        if (!(overflowEuros >= 0)) {
            throw new IllegalArgumentException("an overflow must cost at least 0 €, but costs " + overflowEuros);
        }
        if (!longest.isPositive()) {
            throw new IllegalArgumentException("the longest interval must be longer than 0, but is " + longest);
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
     */
    public record Standing(
            double fullProbability, boolean full, Duration sinceEmptied, Duration untilNextTour, boolean accessible) {

        public Standing {
            if (!(fullProbability >= 0 && fullProbability <= 1)) {
                throw new IllegalArgumentException("a probability is 0 to 1, but is " + fullProbability);
            }
        }
    }

    /**
     * The answer.
     *
     * @param prizeEuros what leaving it costs; infinite when it must be visited
     * @param threshold the probability from which on a visit without a detour pays
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
        /** It is likely enough to be full by the next tour, if the detour is not too long. */
        LIKELY,
        /** It is too unlikely to be full by the next tour. */
        UNLIKELY
    }

    /** Must, may, or not. */
    public Advice advise(Standing standing) {
        double days =
                Math.max(1, standing.sinceEmptied.plus(standing.untilNextTour).toHours() / 24.0);
        double loss = standing.fullProbability * overflowEuros * days;
        double threshold = visitEuros / (overflowEuros * days);
        if (!standing.accessible) {
            return new Advice(Verdict.NOT, Reason.CLOSED, 0, threshold);
        }
        if (standing.full) {
            return new Advice(Verdict.MUST, Reason.FULL, Double.POSITIVE_INFINITY, threshold);
        }
        if (standing.sinceEmptied.plus(standing.untilNextTour).compareTo(longest) > 0) {
            return new Advice(Verdict.MUST, Reason.HYGIENE, Double.POSITIVE_INFINITY, threshold);
        }
        return loss > visitEuros
                ? new Advice(Verdict.MAY, Reason.LIKELY, loss, threshold)
                : new Advice(Verdict.NOT, Reason.UNLIKELY, loss, threshold);
    }
}
