package de.stadtkern.kernel.containers.forecast;

import de.stadtkern.kernel.containers.forecast.Forecast.Basis;
import de.stadtkern.kernel.containers.forecast.Forecast.Source;
import de.stadtkern.kernel.containers.forecast.Pace.Inflow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How full containers will be, learnt from one finding after the other: a forecast rests on nothing that was added after
 * it. What comes into a container is a product of effects ({@link Pace}); the fuller it is, the slower it fills, as what
 * comes in is pressed down, falls beside or sees the crew come: the level is {@code CURVE · ln(1 + inflow)}, inflow
 * counted in units that are learnt too. Not for several threads.
 */
public final class FillForecasts {

    private static final double CURVE = 0.33;

    /** Inflow of one hour at which a container is three quarters full after two days. */
    private static final double UNIT = 0.18;

    /** From this rise on a forecast is as unsure as it gets. */
    private static final double UNSURE = 0.3;

    private static final double NOISE = 0.16;
    private static final double LEAST_NOISE = 0.05;
    private static final double NOISE_LEARNT = 0.005;
    private static final int SURPRISES = 400;
    private static final double OWN_SURPRISES = 0.3;
    private static final int ENOUGH = 10;
    private static final double FULL_LEARNT = 0.1;
    private static final double FULL_LEARNT_OF_ALL = 0.04;
    private static final double USUALLY_FULL = 0.14;

    /** Longer than this between two emptyings, in hours, and one of them was not told. */
    private static final double LONGEST = 240;

    /** The level of a container of which nothing was ever found. */
    private static final double UNKNOWN = 0.5;

    private static final double UNKNOWN_SPREAD = 0.3;

    private static final double NORMAL_90 = 1.2816;

    private final ZoneId zone;
    private final Pace pace;
    private final Map<Long, Bin> bins = new HashMap<>();
    private final Surprises surprises = new Surprises(SURPRISES);
    private final Chance chance = new Chance(0.8, -0.7, 0.2, 0.3);
    private double noise = NOISE * NOISE;
    private double full = USUALLY_FULL;
    private double now = Double.NEGATIVE_INFINITY;

    /**
     * Without any knowledge.
     *
     * @param zone by whose days and hours people live
     */
    public FillForecasts(ZoneId zone, Occasions occasions) {
        this.zone = zone;
        this.pace = new Pace(occasions);
        for (double rank = 0.05; rank < 1; rank += 0.1) {
            surprises.add(Math.log(rank / (1 - rank)) / 1.7);
        }
    }

    /** Everything learnt from these histories, in the order of time. */
    public static FillForecasts learn(ZoneId zone, Occasions occasions, Collection<History> histories) {
        FillForecasts forecasts = new FillForecasts(zone, occasions);
        record Found(long container, Finding finding) {}
        histories.forEach(history -> forecasts.register(history.containerId(), history.groups()));
        histories.stream()
                .flatMap(history -> history.findings().stream().map(one -> new Found(history.containerId(), one)))
                .sorted(Comparator.comparing((Found found) -> found.finding().at())
                        .thenComparingLong(Found::container))
                .forEach(found -> forecasts.add(found.container(), found.finding()));
        return forecasts;
    }

    /**
     * Makes a container known. Nothing happens if it is.
     *
     * @param groups see {@link History}
     */
    public void register(long containerId, List<String> groups) {
        bins.computeIfAbsent(containerId, id -> new Bin(id, List.copyOf(groups), 0));
    }

    /**
     * Learns what was found.
     *
     * @throws IllegalArgumentException when the container is not known, or something later was added before
     */
    public void add(long containerId, Finding finding) {
        Bin bin = bin(containerId);
        double hour = hour(finding.at());
        if (hour < now - 1) {
            throw new IllegalArgumentException(
                    "findings are added in the order of time, but " + finding.at() + " is before what was added last");
        }
        now = Math.max(now, hour);
        Double share = finding.share();
        if (share != null && finding.kind() != Finding.Kind.MEASURED && hour - bin.emptied <= LONGEST) {
            learn(bin, hour, share, finding);
        }
        if (finding.kind() == Finding.Kind.EMPTIED) {
            bin.emptied = hour;
        }
        bin.last = finding;
    }

    /**
     * How full a container will be.
     *
     * @param when not before the last finding that was added; an earlier moment is taken for that of it
     * @throws IllegalArgumentException when the container is not known
     */
    public Forecast at(long containerId, Instant when) {
        Bin bin = bin(containerId);
        Outlook outlook = outlook(bin, hour(when));
        double weight = OWN_SURPRISES * Math.min(1, bin.surprises.size() / (double) ENOUGH);
        double[] tails = Surprises.quantiles(bin.surprises, surprises, weight, 0.1, 0.5, 0.9);
        double known = NORMAL_90 * Math.sqrt(outlook.known);
        double middle = outlook.quantile(tails[1]);
        return new Forecast(
                share(Math.min(middle, outlook.quantile(tails[0])) - known),
                share(middle),
                share(Math.max(middle, outlook.quantile(tails[2])) + known),
                probability(bin, outlook),
                basis(bin, outlook));
    }

    /**
     * How probable it is that a container will be full, 0 to 1; as {@link #at} says, in a tenth of the time.
     *
     * @throws IllegalArgumentException when the container is not known
     */
    public double fullProbability(long containerId, Instant when) {
        Bin bin = bin(containerId);
        return probability(bin, outlook(bin, hour(when)));
    }

    /**
     * A forecast before its errors are known.
     *
     * @param begin level that it begins with
     * @param level may be above 1
     * @param slope by how much the level grows with the logarithm of the inflow
     * @param variance of the level by what is unsure of the effects
     * @param noise variance of the level by chance
     * @param known variance of the last finding
     */
    private record Outlook(
            double begin, double level, double slope, double variance, double noise, double known, Inflow inflow) {

        /** Nothing is taken out until somebody empties it. */
        double quantile(double surprise) {
            return Math.max(begin, level + surprise * Math.sqrt(variance + noise));
        }
    }

    private Outlook outlook(Bin bin, double hour) {
        Finding last = bin.last;
        if (last == null) {
            return outlook(bin, hour, hour, UNKNOWN, UNKNOWN_SPREAD);
        }
        double begin = hour(last.at());
        double until = Math.max(begin, hour);
        return last.kind() == Finding.Kind.EMPTIED || last.share() == null
                ? outlook(bin, begin, until, 0, 0)
                : outlook(bin, begin, until, last.share(), last.spread());
    }

    private Outlook outlook(Bin bin, double from, double until, double begin, double spread) {
        Inflow inflow = pace.inflow(bin, from, until, now);
        double inside = Math.exp(begin / CURVE);
        double comes = UNIT * inflow.amount();
        double level = CURVE * Math.log(inside + comes);
        double slope = CURVE * comes / (inside + comes);
        double sure = Math.min(1, (level - begin) / UNSURE);
        double variance = inflow.amount() > 0 ? slope * slope * pace.variance(bin, inflow, now) : 0;
        return new Outlook(begin, level, slope, variance, noise * sure * sure, spread * spread, inflow);
    }

    private void learn(Bin bin, double hour, double share, Finding finding) {
        Outlook outlook = outlook(bin, bin.emptied, hour, 0, finding.spread());
        if (outlook.inflow.amount() <= 0) {
            return;
        }
        boolean isFull = share >= 1;
        double surprise = isFull ? Math.max(0, share - outlook.level) : share - Math.min(1, outlook.level);
        double expected = outlook.variance + outlook.noise;
        if (finding.kind() == Finding.Kind.EMPTIED) {
            chance.learn(isFull, signs(bin, outlook));
            bin.full = full(bin) + Math.max(FULL_LEARNT, 1.0 / (bin.emptyings + 4)) * ((isFull ? 1 : 0) - full(bin));
            full += FULL_LEARNT_OF_ALL * ((isFull ? 1 : 0) - full);
            double error = isFull ? surprise : share - outlook.level;
            bin.surprises.add(error / Math.sqrt(expected));
            surprises.add(error / Math.sqrt(expected));
            noise = Math.max(
                    LEAST_NOISE * LEAST_NOISE,
                    noise + NOISE_LEARNT * (surprise * surprise - outlook.variance - outlook.known - noise));
            bin.emptyings++;
        }
        pace.learn(bin, outlook.inflow, hour, outlook.slope, surprise, expected + outlook.known);
    }

    private double probability(Bin bin, Outlook outlook) {
        Finding last = bin.last;
        boolean wasFull =
                last != null && last.kind() != Finding.Kind.EMPTIED && last.share() != null && last.share() >= 1;
        double was = wasFull ? 1 - Objects.requireNonNull(last).spread() : 0;
        return was + (1 - was) * chance.of(signs(bin, outlook));
    }

    private double[] signs(Bin bin, Outlook outlook) {
        double spread = Math.max(1e-6, Math.sqrt(outlook.variance + outlook.noise + outlook.known));
        return new double[] {(outlook.level - 1) / spread, 1, logit(full(bin)) + 2, logit(full) + 2};
    }

    private double full(Bin bin) {
        return bin.emptyings == 0 ? full : bin.full;
    }

    private Basis basis(Bin bin, Outlook outlook) {
        double hoursToFull = Math.expm1(1 / CURVE) / (UNIT * pace.usual(bin, now));
        DayOfWeek busiest = Arrays.stream(DayOfWeek.values())
                .max(Comparator.comparingDouble(day -> pace.factor(bin, day, now)))
                .orElseThrow();
        @Nullable
        String occasion = outlook.inflow.occasions().keySet().stream()
                .filter(word -> pace.factor(word, now) > 1)
                .max(Comparator.comparingDouble(word -> pace.factor(word, now)))
                .orElse(null);
        Source source = bin.emptyings >= ENOUGH / 2
                ? Source.OWN
                : pace.known(bin.groups, now) > 0.5 ? Source.GROUPS : Source.TOWN;
        return new Basis(
                source,
                bin.emptyings,
                hoursToFull,
                bin.last == null ? null : bin.last.kind(),
                bin.last == null ? null : bin.last.at(),
                busiest,
                pace.factor(bin, busiest, now),
                Math.exp(pace.recent(bin, now)),
                occasion,
                occasion == null ? 1 : pace.factor(occasion, now));
    }

    private Bin bin(long containerId) {
        Bin bin = bins.get(containerId);
        if (bin == null) {
            throw new IllegalArgumentException("container " + containerId + " is not known to the forecasts");
        }
        return bin;
    }

    private double hour(Instant moment) {
        return (moment.getEpochSecond() + zone.getRules().getOffset(moment).getTotalSeconds()) / 3600.0;
    }

    private static double logit(double share) {
        return Math.log((share + 0.02) / (1.02 - share));
    }

    private static double share(double level) {
        return Math.clamp(level, 0, 1);
    }
}
