package de.stadtkern.bench.waste;

import de.stadtkern.bench.waste.Truth.Site;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Cost;
import de.stadtkern.tours.Effort;
import de.stadtkern.tours.Plan;
import de.stadtkern.tours.Stop;
import de.stadtkern.tours.Tour;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Lives through the days, hour by hour. */
final class Replay {

    static final Plan NOTHING = new Plan(List.of(), List.of(), Cost.NONE, new Effort(0, OptionalDouble.empty()));

    private static final int PLANNED_AT = 5;

    private final Truth truth;
    private final List<Site> sites;
    private final Ground ground;
    private final @Nullable Knowledge knowledge;
    private final double[] levels;
    private final double[] loads = new double[Ground.VEHICLES + 1];
    private Ledger ledger = new Ledger();

    Replay(Truth truth, List<Site> sites, Ground ground, @Nullable Knowledge knowledge) {
        this.truth = truth;
        this.sites = sites;
        this.ground = ground;
        this.knowledge = knowledge;
        levels = new double[truth.sites.size()];
    }

    static Instant instant(int day, int hour) {
        return Truth.date(day).atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    /** As many seconds of the thread's processor time. */
    static Budget budget(double seconds) {
        return Budget.seconds(seconds)
                .withClock(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9);
    }

    /** The figures of the year; the days before it, driven by the other policy, do not count. */
    Ledger run(Policy before, Policy policy) {
        for (int day = 0; day < Truth.HISTORY_DAYS + truth.days; day++) {
            if (day == Truth.HISTORY_DAYS) {
                ledger = new Ledger();
            }
            run(day, day < Truth.HISTORY_DAYS ? before : policy);
        }
        return ledger;
    }

    /** A visit, and where the vehicle was before. */
    private record Due(int vehicle, int hour, Site site, int before, boolean unloaded) {}

    private void run(int day, Policy policy) {
        List<Due> due = List.of();
        for (int hour = 0; hour < 24; hour++) {
            if (hour == PLANNED_AT) {
                read(instant(day, hour));
                due = drive(policy.plan(day));
            }
            pass(day, hour);
            for (Due one : due) {
                if (one.hour == hour) {
                    visit(one, instant(day, hour));
                }
            }
        }
    }

    private void read(Instant at) {
        if (knowledge != null) {
            for (Site site : sites) {
                knowledge.morning(site, levels[site.number()], at);
            }
        }
    }

    private void pass(int day, int hour) {
        for (Site site : sites) {
            int i = site.number();
            double before = levels[i];
            levels[i] += truth.comes(i, day * 24 + hour);
            if (levels[i] >= 1) {
                ledger.overflows += before < 1 ? 1 : 0;
                ledger.overflowHours++;
                if (knowledge != null && hour >= 8 && hour < 22) {
                    knowledge.overflowing(site, instant(day, hour));
                }
            }
        }
    }

    private List<Due> drive(Plan plan) {
        Arrays.fill(loads, 0);
        List<Due> due = new ArrayList<>();
        ledger.left += (int)
                plan.unserved().stream().filter(one -> !one.task().optional()).count();
        for (Tour tour : plan.tours()) {
            ledger.metres += tour.deadhead();
            ledger.seconds += tour.out().end() - tour.out().begin();
            int before = ground.depot();
            boolean unloaded = false;
            for (Stop stop : tour.stops()) {
                if (stop instanceof Stop.Visit visit) {
                    Site site = truth.sites.get((int) visit.task().id());
                    int hour = (int) (visit.timing().begin() / 3600);
                    due.add(new Due((int) tour.vehicle(), hour, site, before, unloaded));
                    before = site.number();
                    unloaded = false;
                } else if (stop instanceof Stop.Regain) {
                    ledger.tips++;
                    before = ground.tip();
                    unloaded = true;
                }
            }
        }
        return due;
    }

    /** Empties a bin; when there is more in it than planned and the vehicle is full, it drives to the tip before. */
    private void visit(Due due, Instant at) {
        int i = due.site.number();
        double litres = due.site.litres() * Math.min(1.3, levels[i]);
        double load = due.unloaded ? 0 : loads[due.vehicle];
        if (load + litres > Ground.LITRES) {
            ledger.tips++;
            ledger.metres += ground.distance(due.before, ground.tip())
                    + ground.distance(ground.tip(), i)
                    - ground.distance(due.before, i);
            ledger.seconds += ground.seconds(due.before, ground.tip())
                    + ground.seconds(ground.tip(), i)
                    - ground.seconds(due.before, i)
                    + Ground.SECONDS_AT_TIP;
            load = 0;
        }
        loads[due.vehicle] = load + litres;
        ledger.visits++;
        ledger.found += Math.min(1, levels[i]);
        if (knowledge != null) {
            knowledge.emptied(due.site, levels[i], at);
        }
        levels[i] = 0;
    }
}
