package de.stadtkern.bench.waste;

import de.stadtkern.bench.waste.Truth.Site;
import de.stadtkern.kernel.containers.forecast.FillForecasts;
import de.stadtkern.services.wastetours.DayPlan;
import de.stadtkern.services.wastetours.VisitRule;
import de.stadtkern.tours.Plan;
import de.stadtkern.tours.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the forecast and the rule propose each morning but Sunday, all of it accepted. */
final class DailyProposal implements Policy {

    private static final int TOUR_HOUR = 10;
    private static final int FURTHEST_DAYS = 13;
    private static final double LIKELY = 0.7;

    private final List<Site> sites;
    private final Ground ground;
    private final Knowledge knowledge;
    private final VisitRule rule;
    private final double secondsADay;

    DailyProposal(List<Site> sites, Ground ground, Knowledge knowledge, VisitRule rule, double secondsADay) {
        this.sites = sites;
        this.ground = ground;
        this.knowledge = knowledge;
        this.rule = rule;
        this.secondsADay = secondsADay;
    }

    @Override
    public Plan plan(int day) {
        return Truth.date(day).getDayOfWeek() == DayOfWeek.SUNDAY ? Replay.NOTHING : plan(day, secondsADay);
    }

    Plan plan(int day, double seconds) {
        int daysToNext = Truth.date(day).getDayOfWeek() == DayOfWeek.SATURDAY ? 2 : 1;
        return DayPlan.of(candidates(day, daysToNext), ground.vehicles(), ground.tips(), ground, Replay.budget(seconds))
                .tours();
    }

    private List<DayPlan.Candidate> candidates(int day, int daysToNext) {
        FillForecasts forecasts = knowledge.forecasts();
        Instant today = Replay.instant(day, TOUR_HOUR);
        Instant next = Replay.instant(day + daysToNext, TOUR_HOUR);
        List<DayPlan.Candidate> candidates = new ArrayList<>();
        for (Site site : sites) {
            VisitRule.Advice advice = rule.advise(new VisitRule.Standing(
                    forecasts.fullProbability(site.number(), next),
                    knowledge.isFull(site),
                    Duration.between(knowledge.emptied(site), today),
                    Duration.between(today, next),
                    true,
                    later(site, day, daysToNext)));
            if (advice.verdict() == VisitRule.Verdict.NOT) {
                continue;
            }
            double litres = site.litres() * forecasts.at(site.number(), today).middle();
            candidates.add(new DayPlan.Candidate(
                    site.number(), site.number(), advice, litres, Ground.SECONDS_A_STOP, Window.ALWAYS));
        }
        return candidates;
    }

    /** The tours after the next, of which it is asked until the bin is likely to be full. */
    private List<VisitRule.Later> later(Site site, int day, int daysToNext) {
        List<VisitRule.Later> later = new ArrayList<>();
        double probability = 0;
        for (int ahead = daysToNext + 1; ahead <= FURTHEST_DAYS && probability < LIKELY; ahead++) {
            if (Truth.date(day + ahead).getDayOfWeek() != DayOfWeek.SUNDAY) {
                probability =
                        knowledge.forecasts().fullProbability(site.number(), Replay.instant(day + ahead, TOUR_HOUR));
                later.add(new VisitRule.Later(Duration.ofDays(ahead), probability));
            }
        }
        return later;
    }
}
