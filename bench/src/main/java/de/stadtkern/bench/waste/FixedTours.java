package de.stadtkern.bench.waste;

import de.stadtkern.bench.waste.Truth.Site;
import de.stadtkern.services.wastetours.DayPlan;
import de.stadtkern.services.wastetours.VisitRule.Advice;
import de.stadtkern.services.wastetours.VisitRule.Reason;
import de.stadtkern.services.wastetours.VisitRule.Verdict;
import de.stadtkern.tours.Plan;
import de.stadtkern.tours.Window;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The same tours every week, from Monday to Saturday. Each bin is visited as often as its mean rate asks for, or all as
 * often; bins of one sector on the same days. The tours of each day are searched once, for long.
 */
final class FixedTours implements Policy {

    private static final int WORKING_DAYS = 6;

    /** Days of the week, from Monday, on which a bin is visited; the second index is its sector. */
    private static final int[][][] PATTERNS = {
        {{0}, {1}, {2}, {3}, {4}, {5}},
        {{0, 3}, {1, 4}, {2, 5}, {0, 3}, {1, 4}, {2, 5}},
        {{0, 2, 4}, {1, 3, 5}, {0, 2, 4}, {1, 3, 5}, {0, 2, 4}, {1, 3, 5}},
        {
            {0, 1, 2, 3, 4, 5},
            {0, 1, 2, 3, 4, 5},
            {0, 1, 2, 3, 4, 5},
            {0, 1, 2, 3, 4, 5},
            {0, 1, 2, 3, 4, 5},
            {0, 1, 2, 3, 4, 5}
        }
    };

    private final List<Plan> plans = new ArrayList<>();

    /**
     * @param rates share of its volume that comes into a bin on a mean day, as far as who plans the tours knows it
     * @param reserve how many times its volume may come into a bin in its longest gap by that; less is safer
     */
    FixedTours(List<Site> sites, Ground ground, ToDoubleFunction<Site> rates, double reserve, double secondsADay) {
        this(sites, ground, rates, site -> days(site, rates.applyAsDouble(site), reserve), secondsADay);
    }

    private FixedTours(
            List<Site> sites,
            Ground ground,
            ToDoubleFunction<Site> rates,
            Function<Site, int[]> days,
            double secondsADay) {
        List<List<DayPlan.Candidate>> week = new ArrayList<>();
        for (int day = 0; day < WORKING_DAYS; day++) {
            week.add(new ArrayList<>());
        }
        Advice must = new Advice(Verdict.MUST, Reason.HYGIENE, Double.POSITIVE_INFINITY, 0);
        for (Site site : sites) {
            int[] visited = days.apply(site);
            double litres = site.litres() * Math.min(1, rates.applyAsDouble(site) * 7 / visited.length);
            for (int day : visited) {
                week.get(day)
                        .add(new DayPlan.Candidate(
                                site.number(), site.number(), must, litres, Ground.SECONDS_A_STOP, Window.ALWAYS));
            }
        }
        week.forEach(
                day -> plans.add(DayPlan.of(day, ground.vehicles(), ground.tips(), ground, Replay.budget(secondsADay))
                        .tours()));
    }

    /** All bins as many times a week: 1 to 3. */
    static FixedTours alike(List<Site> sites, Ground ground, int times, double secondsADay) {
        double mean = sites.stream().mapToDouble(Site::rate).average().orElse(0);
        return new FixedTours(sites, ground, site -> mean, site -> PATTERNS[times - 1][sector(site)], secondsADay);
    }

    @Override
    public Plan plan(int day) {
        DayOfWeek weekday = Truth.date(day).getDayOfWeek();
        return weekday == DayOfWeek.SUNDAY ? Replay.NOTHING : plans.get(weekday.getValue() - 1);
    }

    private static int[] days(Site site, double rate, double reserve) {
        int sector = sector(site);
        int[] days = PATTERNS[0][sector];
        for (int[][] pattern : PATTERNS) {
            days = pattern[sector];
            if (longestGap(days) * rate <= reserve) {
                return days;
            }
        }
        return days;
    }

    private static int sector(Site site) {
        double east = site.position().lon() - Truth.LONGITUDE;
        double north = site.position().lat() - Truth.LATITUDE;
        return (int) Math.floor((Math.atan2(north, east) / Math.PI + 1) / 2 * WORKING_DAYS) % WORKING_DAYS;
    }

    private static int longestGap(int[] days) {
        int longest = days[0] + 7 - days[days.length - 1];
        for (int i = 1; i < days.length; i++) {
            longest = Math.max(longest, days[i] - days[i - 1]);
        }
        return longest;
    }
}
