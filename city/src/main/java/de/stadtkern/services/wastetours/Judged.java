package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.forecast.Forecast;
import de.stadtkern.services.wastetours.TourDay.Choice;
import de.stadtkern.services.wastetours.TourDay.Wish;
import de.stadtkern.services.wastetours.VisitRule.Advice;
import de.stadtkern.services.wastetours.VisitRule.Standing;
import de.stadtkern.services.wastetours.VisitRule.Verdict;
import de.stadtkern.tours.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bin before the tours are known: whether to visit it, what that rests on, and when it can be reached.
 *
 * @param choice as if nobody visited it
 * @param access seconds of the day
 */
record Judged(Container bin, Choice choice, Advice advice, Window access) {

    /** What goes into the same vehicle; glass, paper and clothes are fetched by others, and grit is no waste. */
    private static final Set<Fraction> TOGETHER = Set.of(Fraction.RESIDUAL, Fraction.DOG_WASTE);

    /** Whether the tours of a day are about it. */
    static boolean isEmptied(Container container) {
        return TOGETHER.contains(container.fraction());
    }

    /**
     * What is known of a bin.
     *
     * @param then when the tours begin
     * @param later when the next ones begin, if it is left
     * @param emptied null when nobody knows
     * @param after the tours after the next, in their order
     */
    record Known(
            Forecast then,
            Forecast later,
            boolean full,
            @Nullable Instant emptied,
            Instant begin,
            Instant next,
            List<VisitRule.Later> after) {

        /** One of which nothing is known is taken to be halfway to the longest interval. */
        private Duration since(Duration longest) {
            Duration since = emptied == null ? longest.dividedBy(2) : Duration.between(emptied, begin);
            return since.isNegative() ? Duration.ZERO : since;
        }
    }

    /** What a person wants goes before what the rule says. */
    static Judged of(Container bin, Known known, WastePolicy policy, DayOfWeek day, @Nullable Wish wish) {
        Duration longest = policy.longest(bin.kind());
        Duration since = known.since(longest);
        WastePolicy.Hours hours = policy.hours(bin, day).orElse(null);
        Advice advice = VisitRule.usual(
                        policy.visitEuros(),
                        policy.secondsPerStop(),
                        policy.euroPerKilometre(),
                        policy.euroPerHour(),
                        policy.overflowEuros(bin.kind()),
                        longest)
                .advise(new Standing(
                        known.later.fullProbability(),
                        known.full,
                        since,
                        Duration.between(known.begin, known.next),
                        hours != null,
                        known.after));
        Choice choice = new Choice(
                bin.id(),
                bin.name(),
                bin.place(),
                bin.position(),
                advice.reason(),
                known.later.fullProbability(),
                Math.min(1, advice.threshold()),
                known.then.middle(),
                known.then.middle() * bin.litres(),
                known.emptied == null ? null : since.toMinutes() / (24.0 * 60),
                longest.toDays(),
                Double.isFinite(advice.prizeEuros()) ? advice.prizeEuros() : null,
                wish,
                null,
                0,
                0,
                null);
        Window access = hours == null
                ? Window.ALWAYS
                : new Window(hours.from().toSecondOfDay(), hours.until().toSecondOfDay());
        return new Judged(bin, choice, wanted(advice, wish), access);
    }

    private static Advice wanted(Advice advice, @Nullable Wish wish) {
        if (wish == null) {
            return advice;
        }
        return switch (wish.want()) {
            case IN -> new Advice(Verdict.MUST, advice.reason(), Double.POSITIVE_INFINITY, advice.threshold());
            case OUT -> new Advice(Verdict.NOT, advice.reason(), 0, advice.threshold());
        };
    }
}
