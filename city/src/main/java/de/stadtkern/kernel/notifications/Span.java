package de.stadtkern.kernel.notifications;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A time in which the same are on call at a position: one, several, or nobody. Half-open. */
record Span(Instant from, Instant until, List<Duty> duties) {

    /** The whole time in spans that follow each other; the duties are those of one position. */
    static List<Span> of(List<Duty> duties, Instant from, Instant until) {
        TreeSet<Instant> edges = new TreeSet<>(List.of(from, until));
        for (Duty duty : duties) {
            edges.add(duty.startsAt());
            edges.add(duty.endsAt());
        }
        List<Instant> inside = List.copyOf(edges.subSet(from, true, until, true));
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i + 1 < inside.size(); i++) {
            Instant begin = inside.get(i);
            Instant end = inside.get(i + 1);
            List<Duty> there = duties.stream()
                    .filter(duty ->
                            !duty.startsAt().isAfter(begin) && duty.endsAt().isAfter(begin))
                    .toList();
            if (!spans.isEmpty() && spans.getLast().duties.equals(there)) {
                spans.set(spans.size() - 1, new Span(spans.getLast().from, end, there));
            } else {
                spans.add(new Span(begin, end, there));
            }
        }
        return spans;
    }

    boolean isGap() {
        return duties.isEmpty();
    }

    boolean isOverlap() {
        return duties.stream().map(Duty::personId).distinct().count() > 1;
    }
}
