package de.stadtkern.services.fixedtours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What fixed tours would have come to on past days, beside what was done on them, by the same history. Both are judged the
 * same way: the way of a day is the shortest round found through all bins emptied that day, whatever vehicle emptied them,
 * with a trip to the tip whenever what was in the bins fills the vehicle; what comes into a bin does not depend on when it
 * is emptied.
 */
record Comparison(Side fixed, Side done, Basis basis) {

    private static final double SAME_HOUR = 1e-6;

    /** What is taken to be in a bin of which no emptying is known until then. */
    private static final double UNKNOWN_SHARE = 0.5;

    /**
     * One of the two.
     *
     * @param days on which bins were emptied
     * @param seconds driving, at the bins and at tips
     * @param tippings how often the vehicle was emptied on the way
     * @param overflows how often a bin became full before it was emptied
     * @param overflowHours how long bins were full, together
     */
    record Side(
            int days, int visits, double metres, double seconds, int tippings, int overflows, double overflowHours) {}

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

    /** Metres and seconds of a round, and how often the vehicle was emptied on it. */
    record Way(double metres, double seconds, int tippings) {}

    /** The shortest round found from the depot through bins. */
    interface Ways {

        /** @param shares by bin, 0 to 1, how full it is when it is emptied */
        Way round(Map<Long, Double> shares);
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
        double usual = usual(span, history);
        Map<Long, Content> contents = new HashMap<>();
        history.forEach((bin, all) -> {
            if (!all.isEmpty() && usual > 0) {
                contents.put(bin, Content.of(span, all, usual));
            }
        });
        Map<Long, List<Double>> planned = new HashMap<>();
        Work fixed = new Work(ways, span.secondsPerStop());
        for (LocalDate day = span.from(); day.isBefore(span.until()); day = day.plusDays(1)) {
            List<List<Long>> ofDay = tours.getOrDefault(day, List.of());
            double begin =
                    span.hour(day.atStartOfDay(span.zone()).plus(span.begin()).toInstant());
            Map<Long, Double> shares = new LinkedHashMap<>();
            ofDay.forEach(tour -> tour.forEach(bin ->
                    shares.put(bin, share(contents.get(bin), planned.getOrDefault(bin, List.of()), begin))));
            double seconds = fixed.add(shares);
            for (List<Long> tour : ofDay) {
                for (int i = 0; i < tour.size(); i++) {
                    planned.computeIfAbsent(tour.get(i), id -> new ArrayList<>())
                            .add(begin + seconds / ofDay.size() / 3600 * (i + 1) / tour.size());
                }
            }
            step.run();
        }
        Work done = new Work(ways, span.secondsPerStop());
        Map<LocalDate, Map<Long, Double>> emptied = new TreeMap<>();
        history.forEach((bin, all) -> {
            List<Double> before = new ArrayList<>();
            for (Emptied one : all) {
                if (one.onTour() && span.contains(one.at())) {
                    Double found = one.share();
                    emptied.computeIfAbsent(span.day(one.at()), day -> new LinkedHashMap<>())
                            .put(bin, found != null ? found : share(contents.get(bin), before, span.hour(one.at())));
                }
                before.add(span.hour(one.at()));
            }
        });
        emptied.values().forEach(shares -> {
            done.add(shares);
            step.run();
        });
        return judged(span, history, contents, planned, fixed, done);
    }

    /** How full, 0 to 1, a bin is at an hour when it was visited at these before. */
    private static double share(@Nullable Content content, List<Double> visits, double hour) {
        return content == null || hour <= content.inflow.begin()
                ? UNKNOWN_SHARE
                : content.share(visits.isEmpty() ? content.last : visits.getLast(), hour);
    }

    /**
     * What comes into a bin that is judged.
     *
     * @param begin from when on
     * @param last when it was emptied last before that
     */
    private record Content(Inflow inflow, double begin, double last) {

        private static Content of(Span span, List<Emptied> all, double usual) {
            Inflow inflow = new Inflow(found(span, all), usual);
            double begin = Math.max(0, inflow.begin());
            double last = all.stream()
                    .mapToDouble(one -> span.hour(one.at()))
                    .filter(hour -> hour <= begin)
                    .max()
                    .orElse(begin);
            return new Content(inflow, begin, last);
        }

        /** How full it is, 0 to 1, when it was emptied then and is emptied now. */
        private double share(double then, double now) {
            return Math.clamp(inflow.at(now) - inflow.at(Math.max(then, inflow.begin())), 0, 1);
        }
    }

    /** What is driven, summed up. */
    private static final class Work {

        private final Ways ways;
        private final double secondsPerStop;
        private int days;
        private int visits;
        private int tippings;
        private double metres;
        private double seconds;

        Work(Ways ways, double secondsPerStop) {
            this.ways = ways;
            this.secondsPerStop = secondsPerStop;
        }

        /** Returns how long the day takes. */
        double add(Map<Long, Double> shares) {
            if (shares.isEmpty()) {
                return 0;
            }
            Way way = ways.round(shares);
            double took = way.seconds() + shares.size() * secondsPerStop;
            days++;
            visits += shares.size();
            tippings += way.tippings();
            metres += way.metres();
            seconds += took;
            return took;
        }
    }

    private static Comparison judged(
            Span span,
            Map<Long, List<Emptied>> history,
            Map<Long, Content> contents,
            Map<Long, List<Double>> planned,
            Work fixed,
            Work done) {
        Overflow ofFixed = new Overflow();
        Overflow ofDone = new Overflow();
        contents.forEach((bin, content) -> {
            ofFixed.add(content, planned.getOrDefault(bin, List.of()), span);
            List<Double> real = history.getOrDefault(bin, List.of()).stream()
                    .filter(one -> span.contains(one.at()))
                    .map(one -> span.hour(one.at()))
                    .toList();
            ofDone.add(content, real, span);
        });
        Set<Long> unknown = new LinkedHashSet<>(planned.keySet());
        unknown.removeIf(bin -> !history.getOrDefault(bin, List.of()).isEmpty());
        history.forEach((bin, all) -> {
            if (all.isEmpty()) {
                unknown.add(bin);
            }
        });
        return new Comparison(
                side(fixed, ofFixed),
                side(done, ofDone),
                basis(span, history, contents.size(), unknown.size(), done.days));
    }

    private static Side side(Work work, Overflow overflow) {
        return new Side(
                work.days, work.visits, work.metres, work.seconds, work.tippings, overflow.times, overflow.hours);
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

        void add(Content content, List<Double> visits, Span span) {
            Inflow inflow = content.inflow;
            double begin = content.begin;
            double end = span.days() * 24.0;
            double base = inflow.at(content.last);
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
