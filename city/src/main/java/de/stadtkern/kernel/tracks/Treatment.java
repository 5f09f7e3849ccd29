package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.matching.Driven.Direction;
import de.stadtkern.kernel.matching.Gap;
import de.stadtkern.kernel.matching.Matched;
import de.stadtkern.kernel.matching.Step;
import de.stadtkern.kernel.tracks.Evaluation.Unproven;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the fixes of one vehicle prove, once they are matched to streets. A fix says what the machine did until halfway to
 * the next one; where nobody knows the way, nothing is treated.
 */
final class Treatment {

    /** After so long without a position nobody knows what was done. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    /** A counter that says more was set to another value. */
    private static final double FASTEST = 50;

    private static final double MOST_DEVIATION = 0.1;

    private final List<Fix> fixes;
    private final long[] times;
    private final Map<Direction, Treated> treated = new LinkedHashMap<>();
    private final List<Unproven> unproven = new ArrayList<>();
    private double metres;

    private Treatment(List<Fix> fixes) {
        this.fixes = fixes;
        times = fixes.stream().mapToLong(fix -> nanos(fix.time())).toArray();
    }

    /**
     * The proof of a track.
     *
     * @param fixes by time, no time twice
     * @param matched where they were driven
     * @param guessed the likely ways over the gaps of the match, by their places in its list
     * @param lengths of the segments in metres
     */
    static Evaluation of(
            List<Fix> fixes, Matched matched, Map<Integer, List<Step>> guessed, Map<Long, Double> lengths) {
        Treatment treatment = new Treatment(fixes);
        matched.steps().forEach(treatment::drive);
        List<Gap> gaps = matched.gaps();
        for (int i = 0; i < gaps.size(); i++) {
            treatment.pass(gaps.get(i), guessed.getOrDefault(i, List.of()));
        }
        return treatment.evaluation(lengths);
    }

    /** A step is cut wherever another fix begins to hold. */
    private void drive(Step step) {
        double begin = nanos(step.from());
        double end = nanos(step.until());
        double from = begin;
        for (int i = nearest((long) begin); from < end; i++) {
            double until = i + 1 < times.length ? Math.min(end, times[i] / 2.0 + times[i + 1] / 2.0) : end;
            if (until > from) {
                add(fixes.get(i), cut(step, (from - begin) / (end - begin), (until - begin) / (end - begin)));
                from = until;
            }
            if (i + 1 >= times.length) {
                return;
            }
        }
    }

    private void add(Fix fix, Step piece) {
        if (!fix.works()) {
            return;
        }
        if (fix.simulatedSpeed()) {
            of(piece).unproven(piece);
        } else {
            of(piece).treat(piece, fix);
            metres += piece.metres();
        }
    }

    private void pass(Gap gap, List<Step> guessed) {
        boolean atWork = fixes.get(nearest(nanos(gap.from()))).works()
                || fixes.get(nearest(nanos(gap.until()))).works();
        if (atWork) {
            unproven.add(new Unproven(gap.from(), gap.until()));
            guessed.forEach(step -> of(step).unproven(step));
        }
    }

    private Treated of(Step step) {
        return treated.computeIfAbsent(new Direction(step.segmentId(), step.along()), direction -> new Treated());
    }

    private Evaluation evaluation(Map<Long, Double> lengths) {
        Double counter = counterMetres();
        boolean deviates = counter != null && Math.abs(counter - metres) > MOST_DEVIATION * Math.max(counter, metres);
        List<Coverage> coverage = new ArrayList<>();
        treated.forEach((direction, one) -> coverage.add(one.coverage(
                direction, Objects.requireNonNull(lengths.get(direction.segmentId())), counter != null && !deviates)));
        return new Evaluation(
                fixes.size(),
                median(this::seconds),
                median(i -> fixes.get(i).position().metresTo(fixes.get(i + 1).position())),
                metres,
                counter,
                deviates,
                coverage,
                unproven);
    }

    /** What the counter went on between two fixes counts by the share at work: positive and possible differences only. */
    private @Nullable Double counterMetres() {
        boolean counted = false;
        double sum = 0;
        for (int i = 0; i + 1 < fixes.size(); i++) {
            Fix from = fixes.get(i);
            Fix to = fixes.get(i + 1);
            if (from.counterMetres() == null || to.counterMetres() == null) {
                continue;
            }
            double difference = to.counterMetres() - from.counterMetres();
            boolean possible = difference >= 0 && difference <= FASTEST * seconds(i);
            if (possible && seconds(i) <= LONGEST_SILENCE.toSeconds()) {
                counted = true;
                sum += difference * (proves(from) + proves(to)) / 2;
            }
        }
        return counted ? sum : null;
    }

    private static int proves(Fix fix) {
        return fix.works() && !fix.simulatedSpeed() ? 1 : 0;
    }

    private @Nullable Double median(IntToDoubleFunction value) {
        double[] sorted =
                IntStream.range(0, fixes.size() - 1).mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? null : sorted[sorted.length / 2];
    }

    private double seconds(int i) {
        return (times[i + 1] - times[i]) / 1e9;
    }

    /** The fix that holds then. */
    private int nearest(long time) {
        int found = Arrays.binarySearch(times, time);
        if (found >= 0) {
            return found;
        }
        int after = -found - 1;
        if (after == 0) {
            return 0;
        }
        return after == times.length || time - times[after - 1] <= times[after] - time ? after - 1 : after;
    }

    private static Step cut(Step step, double from, double until) {
        double begin = step.fromMetres();
        double whole = step.toMetres() - begin;
        Duration time = Duration.between(step.from(), step.until());
        return new Step(
                step.segmentId(),
                step.along(),
                begin + from * whole,
                begin + until * whole,
                step.from().plusNanos(Math.round(from * time.toNanos())),
                step.from().plusNanos(Math.round(until * time.toNanos())));
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
