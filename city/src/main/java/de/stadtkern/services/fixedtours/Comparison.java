package de.stadtkern.services.fixedtours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What fixed tours would have come to on past days, beside what was done on them, by the same history. Both are judged the
 * same way: the way of a day is the shortest round found through all bins emptied that day, whatever vehicle emptied them,
 * without tips; what comes into a bin does not depend on when it is emptied.
 */
record Comparison(Side fixed, Side done, Basis basis) {

    private static final double SAME_HOUR = 1e-6;

    /**
     * One of the two.
     *
     * @param days on which bins were emptied
     * @param seconds driving and at the bins
     * @param overflows how often a bin became full before it was emptied
     * @param overflowHours how long bins were full, together
     */
    record Side(int days, int visits, double metres, double seconds, int overflows, double overflowHours) {}

    /**
     * On what it rests.
     *
     * @param days of the span
     * @param daysWithData with at least one emptying by a crew
     * @param bins that are judged
     * @param binsUnknown of fixed tours or the register, of which no emptying is known
     * @param measured emptyings in the span whose level a sensor measured
     * @param seen whose level a person told
     * @param unknown whose level nobody knows; it is taken as usual
     * @param foundFull found full
     */
    record Basis(
            int days,
            int daysWithData,
            int bins,
            int binsUnknown,
            int measured,
            int seen,
            int unknown,
            int foundFull) {}

    /**
     * An emptying as it was.
     *
     * @param share found, 0 to 1; null when nobody knows
     * @param measured whether a sensor says so
     * @param onTour whether a crew says that it emptied the bin
     */
    record Emptied(Instant at, @Nullable Double share, boolean measured, boolean onTour) {}

    /** Metres and seconds of a round. */
    record Way(double metres, double seconds) {}

    /** The shortest round found from the depot through bins. */
    interface Ways {
        Way round(Set<Long> bins);
    }

    /**
     * The days that are compared.
     *
     * @param until exclusive
     * @param begin of the work on a day, from midnight
     * @param secondsPerStop at each bin
     */
    record Span(LocalDate from, LocalDate until, ZoneId zone, Duration begin, double secondsPerStop) {

        int days() {
            return (int) (until.toEpochDay() - from.toEpochDay());
        }

        private double hour(Instant at) {
            return Duration.between(from.atStartOfDay(zone).toInstant(), at).toMillis() / 3_600_000.0;
        }

        private LocalDate day(Instant at) {
            return at.atZone(zone).toLocalDate();
        }

        private boolean contains(Instant at) {
            return !day(at).isBefore(from) && day(at).isBefore(until);
        }
    }

    /**
     * @param history of each bin, in the order of time; from some weeks before the span on
     * @param tours of each day of the span that has some: the bins of each in their order
     * @param step is run after each day of either
     */
    static Comparison of(
            Span span,
            Map<Long, List<Emptied>> history,
            Map<LocalDate, List<List<Long>>> tours,
            Ways ways,
            Runnable step) {
        Map<Long, List<Double>> planned = new HashMap<>();
        Work fixed = new Work();
        for (LocalDate day = span.from(); day.isBefore(span.until()); day = day.plusDays(1)) {
            List<List<Long>> ofDay = tours.getOrDefault(day, List.of());
            Set<Long> bins = new LinkedHashSet<>();
            ofDay.forEach(bins::addAll);
            double seconds = fixed.add(bins, ways, span);
            double begin =
                    span.hour(day.atStartOfDay(span.zone()).plus(span.begin()).toInstant());
            for (List<Long> tour : ofDay) {
                for (int i = 0; i < tour.size(); i++) {
                    planned.computeIfAbsent(tour.get(i), id -> new ArrayList<>())
                            .add(begin + seconds / ofDay.size() / 3600 * (i + 1) / tour.size());
                }
            }
            step.run();
        }
        Work done = new Work();
        Map<LocalDate, Set<Long>> emptied = new TreeMap<>();
        history.forEach((bin, all) -> all.stream()
                .filter(one -> one.onTour() && span.contains(one.at()))
                .forEach(one -> emptied.computeIfAbsent(span.day(one.at()), day -> new LinkedHashSet<>())
                        .add(bin)));
        emptied.values().forEach(bins -> {
            done.add(bins, ways, span);
            step.run();
        });
        return judged(span, history, planned, fixed, done);
    }

    /** What is driven, summed up. */
    private static final class Work {

        private int days;
        private int visits;
        private double metres;
        private double seconds;

        /** Returns how long the day takes. */
        double add(Set<Long> bins, Ways ways, Span span) {
            if (bins.isEmpty()) {
                return 0;
            }
            Way way = ways.round(bins);
            double took = way.seconds() + bins.size() * span.secondsPerStop();
            days++;
            visits += bins.size();
            metres += way.metres();
            seconds += took;
            return took;
        }
    }

    private static Comparison judged(
            Span span, Map<Long, List<Emptied>> history, Map<Long, List<Double>> planned, Work fixed, Work done) {
        double usual = usual(span, history);
        Overflow ofFixed = new Overflow();
        Overflow ofDone = new Overflow();
        int known = 0;
        for (Map.Entry<Long, List<Emptied>> bin : history.entrySet()) {
            if (!bin.getValue().isEmpty() && usual > 0) {
                known++;
                Inflow inflow = new Inflow(found(span, bin.getValue()), usual);
                double begin = Math.max(0, inflow.begin());
                double last = bin.getValue().stream()
                        .mapToDouble(one -> span.hour(one.at()))
                        .filter(hour -> hour <= begin)
                        .max()
                        .orElse(begin);
                ofFixed.add(inflow, last, begin, planned.getOrDefault(bin.getKey(), List.of()), span);
                List<Double> real = bin.getValue().stream()
                        .filter(one -> span.contains(one.at()))
                        .map(one -> span.hour(one.at()))
                        .toList();
                ofDone.add(inflow, last, begin, real, span);
            }
        }
        Set<Long> unknown = new LinkedHashSet<>(planned.keySet());
        unknown.removeIf(bin -> !history.getOrDefault(bin, List.of()).isEmpty());
        history.forEach((bin, all) -> {
            if (all.isEmpty()) {
                unknown.add(bin);
            }
        });
        return new Comparison(
                side(fixed, ofFixed), side(done, ofDone), basis(span, history, known, unknown.size(), done.days));
    }

    private static Side side(Work work, Overflow overflow) {
        return new Side(work.days, work.visits, work.metres, work.seconds, overflow.times, overflow.hours);
    }

    private static Basis basis(Span span, Map<Long, List<Emptied>> history, int bins, int unknownBins, int days) {
        List<Emptied> all = history.values().stream()
                .flatMap(List::stream)
                .filter(one -> span.contains(one.at()))
                .toList();
        int unknown = (int) all.stream().filter(one -> one.share() == null).count();
        int measured = (int) all.stream()
                .filter(one -> one.share() != null && one.measured())
                .count();
        Set<LocalDate> withCrew = new LinkedHashSet<>();
        all.stream().filter(Emptied::onTour).forEach(one -> withCrew.add(span.day(one.at())));
        return new Basis(
                span.days(),
                withCrew.size(),
                bins,
                unknownBins,
                measured,
                all.size() - unknown - measured,
                unknown,
                (int) all.stream()
                        .filter(one -> one.share() != null && one.share() >= 1)
                        .count());
    }

    private static double usual(Span span, Map<Long, List<Emptied>> history) {
        return history.values().stream()
                .mapToDouble(all -> all.isEmpty() ? 0 : Inflow.rate(found(span, all)))
                .filter(rate -> rate > 0)
                .average()
                .orElse(0);
    }

    private static List<Inflow.Found> found(Span span, List<Emptied> all) {
        return all.stream()
                .map(one -> new Inflow.Found(span.hour(one.at()), one.share()))
                .toList();
    }

    /** How often and how long bins are full, summed up. */
    private static final class Overflow {

        private int times;
        private double hours;

        /** @param last when the bin was emptied last before the beginning of the judgement */
        void add(Inflow inflow, double last, double begin, List<Double> visits, Span span) {
            double end = span.days() * 24.0;
            double base = inflow.at(last);
            for (double visit : visits) {
                if (visit > begin) {
                    count(inflow.when(base + 1), begin, visit);
                    base = inflow.at(visit);
                }
            }
            count(inflow.when(base + 1), begin, Math.max(begin, end));
        }

        private void count(double full, double begin, double emptied) {
            if (full <= emptied + SAME_HOUR) {
                times++;
                hours += Math.max(0, emptied - Math.max(full, begin));
            }
        }
    }
}
