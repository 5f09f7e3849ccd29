package de.stadtkern.bench.waste;

import de.stadtkern.bench.waste.Truth.Site;
import de.stadtkern.kernel.containers.forecast.FillForecasts;
import de.stadtkern.kernel.containers.forecast.Finding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** What the town gets to know: sensors that are noisy and at times out of reach, taps of crews, reports of citizens. */
final class Knowledge {

    private static final double OUT_OF_REACH = 0.12;
    private static final double NOISE = 0.04;
    private static final double FULL = 0.97;
    private static final double WRONG_TAP = 0.1;
    private static final double QUARTER = 0.25;

    /** Chance in an hour of the day that somebody reports an overflow. */
    private static final double REPORTED = 0.02;

    private final Set<Integer> sensors = new HashSet<>();
    private final FillForecasts forecasts;
    private final Map<Integer, Instant> emptied = new HashMap<>();
    private final Set<Integer> full = new HashSet<>();
    private final Random chance = new Random(7);

    Knowledge(Truth truth, List<Site> sites, int sensors) {
        forecasts = new FillForecasts(
                ZoneOffset.UTC, (container, day) -> truth.known(truth.sites.get((int) container), day));
        for (Site site : sites) {
            List<String> groups = List.of("area " + site.area(), "use " + site.use());
            forecasts.register(site.number(), groups);
            emptied.put(site.number(), Replay.instant(0, 0));
            forecasts.add(site.number(), Finding.emptied(Replay.instant(0, 0)));
        }
        while (this.sensors.size() < sensors) {
            this.sensors.add(sites.get(chance.nextInt(sites.size())).number());
        }
    }

    FillForecasts forecasts() {
        return forecasts;
    }

    Instant emptied(Site site) {
        return Objects.requireNonNull(emptied.get(site.number()));
    }

    boolean isFull(Site site) {
        return full.contains(site.number());
    }

    void morning(Site site, double level, Instant at) {
        if (sensors.contains(site.number()) && chance.nextDouble() >= OUT_OF_REACH) {
            double reading = reading(level);
            forecasts.add(site.number(), Finding.measured(at, reading, NOISE));
            if (reading >= FULL) {
                full.add(site.number());
            }
        }
    }

    void emptied(Site site, double level, Instant at) {
        boolean measured = sensors.contains(site.number()) && chance.nextDouble() >= OUT_OF_REACH;
        double share = measured ? reading(level) : tap(level);
        forecasts.add(site.number(), Finding.emptied(at, share >= FULL ? 1 : share, measured ? NOISE : QUARTER / 2));
        emptied.put(site.number(), at);
        full.remove(site.number());
    }

    void overflowing(Site site, Instant at) {
        if (chance.nextDouble() < REPORTED && full.add(site.number())) {
            forecasts.add(site.number(), Finding.reportedFull(at));
        }
    }

    private double reading(double level) {
        return Math.clamp(level + NOISE * chance.nextGaussian(), 0, 1);
    }

    /** Full is a bin into which nothing more fits. */
    private double tap(double level) {
        double tapped = level >= FULL ? 1 : Math.min(1 - QUARTER, Math.round(level / QUARTER) * QUARTER);
        if (chance.nextDouble() < WRONG_TAP) {
            tapped += chance.nextBoolean() ? QUARTER : -QUARTER;
        }
        return Math.clamp(tapped, 0, 1);
    }
}
