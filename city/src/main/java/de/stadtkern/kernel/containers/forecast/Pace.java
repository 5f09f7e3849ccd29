package de.stadtkern.kernel.containers.forecast;

import de.stadtkern.kernel.containers.forecast.Effect.Reach;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How fast containers fill: what all of the town, a group, a day of the week, a part of the day and an occasion do to it.
 * Reaches are those at which forecasts of the verification data change least; docs/decisions/0051 has them measured.
 */
final class Pace {

    private static final double EVER = Double.POSITIVE_INFINITY;
    private static final Reach USUAL = new Reach(1, EVER);
    private static final Reach TODAY = new Reach(0.3, 72);
    private static final Reach GROUP = new Reach(0.3, 4000);
    private static final Reach GROUP_TODAY = new Reach(0.25, 12);
    private static final Reach WEEKDAY = new Reach(0.1, EVER);
    private static final Reach PART = new Reach(0.1, EVER);
    private static final Reach OCCASION = new Reach(0.5, EVER);

    /** Activity of four hours each, from midnight, as a multiple of the mean; what is learnt is a factor on it. */
    private static final double[] PARTS = {0.41, 0.41, 1.36, 1.36, 1.36, 1.1};

    private static final int DAYS = 7;

    private final Effect usual = new Effect(USUAL, 0);
    private final Effect today = new Effect(TODAY, 0);
    private final Effect[] weekdays = effects(DAYS, WEEKDAY, 0);
    private final Effect[] parts = effects(PARTS.length, PART, 0);
    private final Map<String, Effect> groups = new HashMap<>();
    private final Map<String, Effect> groupsToday = new HashMap<>();
    private final Map<String, Effect> occasions = new HashMap<>();
    private final Occasions calendar;

    Pace(Occasions calendar) {
        this.calendar = calendar;
    }

    static Effect[] effects(int number, Reach reach, double hour) {
        Effect[] effects = new Effect[number];
        Arrays.setAll(effects, i -> new Effect(reach, hour));
        return effects;
    }

    /**
     * What comes into a container in a span, in hours of usual filling, and how much of it in which days and parts.
     *
     * @param amount all together
     */
    record Inflow(double amount, double[] weekdays, double[] parts, Map<String, Double> occasions) {}

    /**
     * What comes in between two moments.
     *
     * @param from hours of local time since 1970, as all hours here
     * @param now until when everything is learnt; what holds today fades after it
     */
    Inflow inflow(Bin bin, double from, double until, double now) {
        double[] days = new double[DAYS];
        double[] dayParts = new double[PARTS.length];
        Map<String, Double> special = new HashMap<>(2);
        double steady = Math.log(usual(bin, now));
        double slice = 24.0 / PARTS.length;
        double sum = 0;
        long dayBefore = Long.MIN_VALUE;
        Set<String> words = Set.of();
        for (double begin = from; begin < until; ) {
            long number = (long) Math.floor(begin / slice);
            double end = Math.min(until, (number + 1) * slice);
            long day = Math.floorDiv(number, PARTS.length);
            if (day != dayBefore) {
                dayBefore = day;
                words = calendar.on(bin.id, LocalDate.ofEpochDay(day));
            }
            int weekday = weekday(day);
            int part = (int) Math.floorMod(number, (long) PARTS.length);
            double effect = steady + weekdays[weekday].at(now) + bin.weekdays[weekday].at(now) + parts[part].at(now);
            effect += recent(bin, Math.max(now, (begin + end) / 2));
            for (String word : words) {
                effect += occasion(word).at(now);
            }
            double comes = (end - begin) * PARTS[part] * Math.exp(effect);
            sum += comes;
            days[weekday] += comes;
            dayParts[part] += comes;
            for (String word : words) {
                special.merge(word, comes, Double::sum);
            }
            begin = end;
        }
        return new Inflow(sum, days, dayParts, special);
    }

    /** What comes into a container in a mean hour, as a multiple of what is usual anywhere. */
    double usual(Bin bin, double now) {
        double sum = usual.at(now) + bin.own.at(now);
        for (String group : bin.groups) {
            sum += group(group).at(now);
        }
        return Math.exp(sum);
    }

    /** What holds around a container at an hour, beside the usual. */
    double recent(Bin bin, double hour) {
        double sum = today.at(hour);
        for (String group : bin.groups) {
            sum += groupToday(group).at(hour);
        }
        return sum;
    }

    /** How many times as fast a container fills on a weekday as on the mean day. */
    double factor(Bin bin, DayOfWeek day, double now) {
        double mean = 0;
        for (int other = 0; other < DAYS; other++) {
            mean += (weekdays[other].at(now) + bin.weekdays[other].at(now)) / DAYS;
        }
        int number = day.getValue() - 1;
        return Math.exp(weekdays[number].at(now) + bin.weekdays[number].at(now) - mean);
    }

    double factor(String word, double now) {
        return Math.exp(occasion(word).at(now));
    }

    /** How much of what is known of a group is known, 0 to 1. */
    double known(List<String> names, double now) {
        return names.stream()
                .mapToDouble(name -> 1 - group(name).varianceAt(now) / (GROUP.deviation() * GROUP.deviation()))
                .max()
                .orElse(0);
    }

    /** How unsure it is what comes in, as variance of its logarithm. */
    double variance(Bin bin, Inflow inflow, double now) {
        double[] sum = {0};
        each(bin, inflow, (effect, slope) -> sum[0] += slope * slope * effect.varianceAt(now));
        return sum[0];
    }

    /** Learns from a surprise at a container into which this came. */
    void learn(Bin bin, Inflow inflow, double now, double slope, double surprise, double uncertainty) {
        each(bin, inflow, (effect, share) -> effect.learn(now, slope * share, surprise, uncertainty));
    }

    private void each(Bin bin, Inflow inflow, Slope slope) {
        slope.of(usual, 1);
        slope.of(today, 1);
        slope.of(bin.own, 1);
        for (String group : bin.groups) {
            slope.of(group(group), 1);
            slope.of(groupToday(group), 1);
        }
        for (int day = 0; day < DAYS; day++) {
            double share = inflow.weekdays[day] / inflow.amount - 1.0 / DAYS;
            slope.of(weekdays[day], share);
            slope.of(bin.weekdays[day], share);
        }
        for (int part = 0; part < PARTS.length; part++) {
            slope.of(parts[part], inflow.parts[part] / inflow.amount - PARTS[part] / PARTS.length);
        }
        inflow.occasions.forEach((word, comes) -> slope.of(occasion(word), comes / inflow.amount));
    }

    @FunctionalInterface
    private interface Slope {
        void of(Effect effect, double slope);
    }

    private Effect group(String name) {
        return groups.computeIfAbsent(name, fresh -> new Effect(GROUP, 0));
    }

    private Effect groupToday(String name) {
        return groupsToday.computeIfAbsent(name, fresh -> new Effect(GROUP_TODAY, 0));
    }

    private Effect occasion(String word) {
        return occasions.computeIfAbsent(word, fresh -> new Effect(OCCASION, 0));
    }

    private static int weekday(long epochDay) {
        return Math.floorMod(epochDay + 3, DAYS);
    }
}
