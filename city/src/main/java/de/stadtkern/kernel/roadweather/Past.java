package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.roadweather.nowcast.Nowcast;
import de.stadtkern.kernel.roadweather.nowcast.Sample;
import de.stadtkern.kernel.roadweather.nowcast.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the hours before say of a station.
 *
 * @param lastFall when it last rained or snowed
 * @param fell what it was then
 * @param doubts what speaks against the sensors
 * @param accuracy what the values of a datastream may be wrong by, in its unit, by its id; without those that do not say
 * @param surface what was measured of the road, the oldest first
 */
record Past(
        @Nullable Instant lastFall,
        Precipitation fell,
        Set<Remark> doubts,
        Map<Long, Double> accuracy,
        List<Sample> surface) {

    /** How far back matters. */
    static final Duration LENGTH = Duration.ofHours(6);

    static final Past NOTHING = new Past(null, Precipitation.NONE, Set.of(), Map.of(), List.of());

    private static final Duration LONG_ENOUGH = Duration.ofHours(3);
    private static final int ENOUGH_READINGS = 8;
    private static final double THE_SAME = 0.05;
    private static final double CHANGES = 2;
    /** While snow melts or water freezes, the surface rightly stays there. */
    private static final double NEAR_ZERO = 0.5;

    private static final double SATURATED = 99.5;
    private static final double TOO_WARM = 10;

    /** @param readings those of the station, the oldest first */
    static Past of(List<Reading> readings, Map<Long, Double> accuracy, Position place) {
        Map<Measured, List<Reading>> series = new EnumMap<>(Measured.class);
        for (Reading reading : readings) {
            Measured.of(reading)
                    .ifPresent(measured -> measured.believed(reading)
                            .ifPresent(one -> series.computeIfAbsent(measured, fresh -> new ArrayList<>())
                                    .add(one)));
        }
        Fall fall = lastFall(series);
        return new Past(
                fall == null ? null : fall.at(),
                fall == null ? Precipitation.NONE : fall.what(),
                doubts(series, sky(place)),
                Map.copyOf(accuracy),
                surface(series));
    }

    Past with(Remark doubt) {
        EnumSet<Remark> more = EnumSet.of(doubt);
        more.addAll(doubts);
        return new Past(lastFall, fell, more, accuracy, surface);
    }

    /**
     * The next three hours of the surface, beginning with what is measured now; null when too little was measured for it.
     */
    @Nullable
    Nowcast nowcast(Observed now, Position place) {
        Reading newest = now.readings().get(Measured.SURFACE);
        if (newest == null) {
            return null;
        }
        List<Sample> samples = new ArrayList<>();
        surface.stream().filter(one -> one.at().isBefore(newest.time())).forEach(samples::add);
        samples.add(new Sample(newest.time(), newest.value(), now.value(Measured.AIR)));
        return Nowcast.of(samples, sky(place)).orElse(null);
    }

    private record Fall(Instant at, Precipitation what) {}

    private static @Nullable Fall lastFall(Map<Measured, List<Reading>> series) {
        return series.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Reading::time).reversed())
                .map(reading -> new Fall(reading.time(), falling(reading, series)))
                .filter(fall -> fall.what() != Precipitation.NONE)
                .findFirst()
                .orElse(null);
    }

    private static Precipitation falling(Reading reading, Map<Measured, List<Reading>> series) {
        Measured measured = Measured.of(reading).orElseThrow();
        boolean says = measured == Measured.PRECIPITATION
                || measured == Measured.AMOUNT
                || measured == Measured.PRECIPITATION_TYPE;
        if (!says || reading.value() <= 0) {
            return Precipitation.NONE;
        }
        double air = lastUntil(series, Measured.AIR, reading.time(), Double.MAX_VALUE);
        double percent = lastUntil(series, Measured.HUMIDITY, reading.time(), 100);
        return measured == Measured.PRECIPITATION_TYPE
                ? Precipitation.of(reading.value(), air, percent)
                : Precipitation.byTemperature(air, percent);
    }

    private static double lastUntil(
            Map<Measured, List<Reading>> series, Measured measured, Instant moment, double otherwise) {
        return series.getOrDefault(measured, List.of()).stream()
                .filter(one -> !one.time().isAfter(moment))
                .reduce((earlier, later) -> later)
                .map(Reading::value)
                .orElse(otherwise);
    }

    private static Set<Remark> doubts(Map<Measured, List<Reading>> series, Site place) {
        List<Reading> surface = series.getOrDefault(Measured.SURFACE, List.of());
        List<Reading> air = series.getOrDefault(Measured.AIR, List.of());
        List<Reading> humidity = series.getOrDefault(Measured.HUMIDITY, List.of());
        Set<Remark> doubts = EnumSet.noneOf(Remark.class);
        boolean airChanges = spread(air) >= CHANGES;
        if (airChanges && isStuck(surface) && Math.abs(surface.getLast().value()) > NEAR_ZERO) {
            doubts.add(Remark.SURFACE_STUCK);
        }
        if (airChanges && isStuck(humidity) && humidity.getLast().value() >= SATURATED) {
            doubts.add(Remark.HUMIDITY_STUCK);
        }
        if (!surface.isEmpty()
                && !air.isEmpty()
                && surface.getLast().value() > air.getLast().value() + TOO_WARM
                && place.sun(surface.getLast().time()) <= 0) {
            doubts.add(Remark.SURFACE_HOT);
        }
        return doubts;
    }

    private static List<Sample> surface(Map<Measured, List<Reading>> series) {
        return series.getOrDefault(Measured.SURFACE, List.of()).stream()
                .map(one -> new Sample(one.time(), one.value(), airUntil(series, one.time())))
                .toList();
    }

    private static @Nullable Double airUntil(Map<Measured, List<Reading>> series, Instant moment) {
        double air = lastUntil(series, Measured.AIR, moment, Double.NaN);
        return Double.isNaN(air) ? null : Double.valueOf(air);
    }

    private static Site sky(Position place) {
        return new Site(place.lat(), place.lon());
    }

    private static boolean isStuck(List<Reading> readings) {
        return readings.size() >= ENOUGH_READINGS
                && spread(readings) <= THE_SAME
                && Duration.between(
                                        readings.getFirst().time(),
                                        readings.getLast().time())
                                .compareTo(LONG_ENOUGH)
                        >= 0;
    }

    private static double spread(List<Reading> readings) {
        var values = readings.stream().mapToDouble(Reading::value).summaryStatistics();
        return readings.isEmpty() ? 0 : values.getMax() - values.getMin();
    }
}
