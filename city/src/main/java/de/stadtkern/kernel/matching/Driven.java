package de.stadtkern.kernel.matching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was driven of one segment in one direction.
 *
 * @param spans what was driven at least once, along the course of the segment, apart from each other
 * @param first when the vehicle first came to it
 * @param last when it last left it
 * @param passes how often it came to it
 */
public record Driven(Direction direction, List<Span> spans, Instant first, Instant last, int passes) {

    /** Steps this near to each other go on. */
    private static final double NOTHING = 0.2;

    public Driven {
        spans = List.copyOf(spans);
    }

    /** A segment, driven along its course or against it. */
    public record Direction(long segmentId, boolean along) {}

    /** From there to there, in metres from the beginning of the course. */
    public record Span(double from, double to) {

        double metres() {
            return to - from;
        }
    }

    /** The length of what was driven at least once. */
    public double metres() {
        return spans.stream().mapToDouble(Span::metres).sum();
    }

    /** The share of the segment's length, 0 to 1. */
    public double share(double lengthMetres) {
        return lengthMetres <= 0 ? 1 : Math.min(1, metres() / lengthMetres);
    }

    static Driven of(Direction direction, List<Step> steps) {
        return new Driven(
                direction,
                spans(steps),
                steps.getFirst().from(),
                steps.getLast().until(),
                passes(steps));
    }

    private static List<Span> spans(List<Step> steps) {
        List<Span> sorted = steps.stream()
                .map(step -> new Span(
                        Math.min(step.fromMetres(), step.toMetres()), Math.max(step.fromMetres(), step.toMetres())))
                .sorted(Comparator.comparingDouble(Span::from))
                .toList();
        List<Span> apart = new ArrayList<>();
        for (Span span : sorted) {
            if (!apart.isEmpty() && span.from <= apart.getLast().to + NOTHING) {
                Span before = apart.removeLast();
                apart.add(new Span(before.from, Math.max(before.to, span.to)));
            } else {
                apart.add(span);
            }
        }
        return apart;
    }

    /** A step that goes on where the one before ended belongs to the same pass. */
    private static int passes(List<Step> steps) {
        int passes = 1;
        for (int i = 1; i < steps.size(); i++) {
            boolean goesOn =
                    Math.abs(steps.get(i).fromMetres() - steps.get(i - 1).toMetres()) < NOTHING;
            passes += goesOn ? 0 : 1;
        }
        return passes;
    }
}
