package de.stadtkern.kernel.streets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known segments in a new reading, so that they keep their ids: first those whose way and course are the same,
 * then the pieces of the same way by how far they lie on each other, then ways that OpenStreetMap numbers anew by where
 * they lie. What is new is asked what it was a part of; what is gone, what it became a part of.
 */
final class Comparison {

    /** A way may be drawn anew this far away; another way must lie closer, as a parallel road is another road. */
    private static final double SAME_WAY_METRES = 10;

    private static final double OTHER_WAY_METRES = 5;
    private static final double MOST = 0.5;

    private final Map<Known, Stretch> kept = new IdentityHashMap<>();
    private final Set<Stretch> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Known> known;
    private final List<Stretch> stretches;

    private Comparison(List<Known> known, List<Stretch> stretches) {
        this.known = known;
        this.stretches = stretches;
    }

    /** A segment of the network as it was; removed: an earlier extract no longer held it. */
    record Known(Segment segment, int ordinal, boolean removed) {}

    /** A stretch and the segment that it was; null when it is new. Then perhaps the segment that it was a part of. */
    record Found(
            Stretch stretch,
            @Nullable Known before,
            @Nullable Segment parent) {}

    /** A segment that is no longer there, and the stretch that now lies where it lay. */
    record Gone(Segment segment, @Nullable Stretch successor) {}

    /** What became of everything: stretches in their order. */
    record Result(List<Found> found, List<Gone> gone) {}

    static Result of(List<Known> known, List<Stretch> stretches) {
        return new Comparison(known, stretches).compare();
    }

    private Result compare() {
        sameCourse();
        sameWay();
        otherWay();
        Map<Stretch, Known> before = new IdentityHashMap<>();
        kept.forEach((one, stretch) -> before.put(stretch, one));
        return new Result(found(before), gone(before));
    }

    private void sameCourse() {
        Map<Object, List<Known>> byCourse = new HashMap<>();
        for (Known one : known) {
            byCourse.computeIfAbsent(
                            List.of(one.segment().wayId(), one.segment().course()), key -> new ArrayList<>())
                    .add(one);
        }
        for (Stretch stretch : stretches) {
            byCourse.getOrDefault(List.of(stretch.wayId(), stretch.course()), List.of()).stream()
                    .filter(one -> !kept.containsKey(one))
                    .min(Comparator.comparing(Known::removed))
                    .ifPresent(one -> keep(one, stretch));
        }
    }

    private void keep(Known one, Stretch stretch) {
        kept.put(one, stretch);
        taken.add(stretch);
    }

    private void sameWay() {
        Map<Long, List<Known>> byWay = new HashMap<>();
        openKnown()
                .forEach(one -> byWay.computeIfAbsent(one.segment().wayId(), id -> new ArrayList<>())
                        .add(one));
        List<Pair> pairs = new ArrayList<>();
        for (Stretch stretch : open()) {
            for (Known one : byWay.getOrDefault(stretch.wayId(), List.of())) {
                pairs.add(Pair.of(one, stretch, SAME_WAY_METRES));
            }
        }
        pairs.sort(Pair.BEST_FIRST);
        pairs.stream().filter(pair -> pair.metres() > 0).forEach(this::keepIfOpen);
        pairs.stream()
                .filter(pair -> pair.one().ordinal() == pair.stretch().ordinal())
                .forEach(this::keepIfOpen);
    }

    private void otherWay() {
        StretchGrid grid = new StretchGrid(open());
        List<Pair> pairs = new ArrayList<>();
        for (Known one : openKnown()) {
            if (!one.removed()) {
                for (Stretch stretch : grid.near(one.segment().course())) {
                    Pair pair = Pair.of(one, stretch, OTHER_WAY_METRES);
                    double shorter = Math.min(one.segment().lengthMetres(), stretch.lengthMetres());
                    if (pair.metres() >= MOST * shorter && isAlike(one.segment(), stretch)) {
                        pairs.add(pair);
                    }
                }
            }
        }
        pairs.sort(Pair.BEST_FIRST);
        pairs.forEach(this::keepIfOpen);
    }

    private void keepIfOpen(Pair pair) {
        if (!kept.containsKey(pair.one()) && !taken.contains(pair.stretch())) {
            keep(pair.one(), pair.stretch());
        }
    }

    private List<Found> found(Map<Stretch, Known> before) {
        List<Stretch> fresh = open();
        Map<Stretch, Segment> parents = new IdentityHashMap<>();
        if (!known.isEmpty()) {
            StretchGrid grid = new StretchGrid(fresh);
            Map<Stretch, Double> best = new IdentityHashMap<>();
            for (Known one : known) {
                if (!one.removed() && !isUntouched(one)) {
                    for (Stretch stretch : grid.near(one.segment().course())) {
                        double metres = metresOn(stretch, one.segment());
                        if (metres >= MOST * stretch.lengthMetres()
                                && metres > best.getOrDefault(stretch, 0.0)
                                && isAlike(one.segment(), stretch)) {
                            best.put(stretch, metres);
                            parents.put(stretch, one.segment());
                        }
                    }
                }
            }
        }
        return stretches.stream()
                .map(stretch -> new Found(stretch, before.get(stretch), parents.get(stretch)))
                .toList();
    }

    private List<Gone> gone(Map<Stretch, Known> before) {
        StretchGrid grid = new StretchGrid(stretches.stream()
                .filter(stretch -> !before.containsKey(stretch) || !isUntouched(before.get(stretch)))
                .toList());
        return openKnown().stream()
                .filter(one -> !one.removed())
                .map(one -> new Gone(one.segment(), successor(one.segment(), grid)))
                .toList();
    }

    private static @Nullable Stretch successor(Segment gone, StretchGrid grid) {
        return grid.near(gone.course()).stream()
                .filter(stretch -> isAlike(gone, stretch))
                .filter(stretch -> metresOn(gone, stretch) >= MOST * gone.lengthMetres())
                .max(Comparator.comparingDouble(stretch -> metresOn(gone, stretch)))
                .orElse(null);
    }

    private boolean isUntouched(@Nullable Known one) {
        Stretch now = one == null ? null : kept.get(one);
        return now != null && one != null && now.course().equals(one.segment().course());
    }

    private static double metresOn(Stretch stretch, Segment segment) {
        return Courses.metresAlong(stretch.course(), segment.course(), tolerance(segment, stretch));
    }

    private static double metresOn(Segment segment, Stretch stretch) {
        return Courses.metresAlong(segment.course(), stretch.course(), tolerance(segment, stretch));
    }

    private static double tolerance(Segment segment, Stretch stretch) {
        return segment.wayId() == stretch.wayId() ? SAME_WAY_METRES : OTHER_WAY_METRES;
    }

    /** A path beside a road is never taken for the road. */
    private static boolean isAlike(Segment segment, Stretch stretch) {
        return segment.roadClass().isRoad() == stretch.tags().roadClass().isRoad();
    }

    private List<Stretch> open() {
        return stretches.stream().filter(stretch -> !taken.contains(stretch)).toList();
    }

    private List<Known> openKnown() {
        return known.stream().filter(one -> !kept.containsKey(one)).toList();
    }

    /** How many metres a stretch lies on a segment. */
    private record Pair(Known one, Stretch stretch, double metres) {

        /** What is there before what was removed long ago; then by length, then by id, so that the order is always the same. */
        static final Comparator<Pair> BEST_FIRST = Comparator.comparing((Pair pair) -> pair.one.removed())
                .thenComparing(Pair::metres, Comparator.reverseOrder())
                .thenComparing(pair -> pair.one.segment().id())
                .thenComparing(pair -> pair.stretch.ordinal());

        static Pair of(Known one, Stretch stretch, double tolerance) {
            return new Pair(
                    one,
                    stretch,
                    Courses.metresAlong(stretch.course(), one.segment().course(), tolerance));
        }
    }
}
