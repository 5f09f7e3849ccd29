package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Extract;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Matches tracks to the town's streets. Nothing of them is kept. */
@Component
public class Matchings {

    private static final Set<RoadClass> FOR_VEHICLES = EnumSet.range(RoadClass.MOTORWAY, RoadClass.SERVICE);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int AT_ONCE = 2;

    private final Streets streets;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private @Nullable Known known;

    Matchings(Streets streets) {
        this.streets = streets;
    }

    /** The network of an extract. */
    private record Known(String sha256, RoadNetwork network) {}

    /** Where a file says the vehicle was, with the segments that it drove. */
    record Result(Matched matched, Map<Long, Segment> segments) {

        Segment segment(Driven driven) {
            return Objects.requireNonNull(segments.get(driven.direction().segmentId()));
        }
    }

    Result match(byte[] file) {
        if (!places.tryAcquire()) {
            throw Refusal.overloaded("matching.refusal.busy");
        }
        try {
            Track track = TrackFile.read(file);
            Matched matched = match(track);
            List<Long> ids =
                    matched.steps().stream().map(Step::segmentId).distinct().toList();
            return new Result(
                    matched,
                    streets.listByIds(ids).stream().collect(Collectors.toMap(Segment::id, Function.identity())));
        } finally {
            places.release();
        }
    }

    /**
     * Where the track was driven on the streets of the current extract.
     *
     * @throws Refusal when there are no streets, or it takes longer than 30 s
     */
    public Matched match(Track track) {
        LiveMatcher matcher = new Matcher(network()).whole();
        long end = System.nanoTime() + LONGEST.toNanos();
        List<Part> parts = new ArrayList<>();
        for (Fix fix : track.fixes()) {
            parts.addAll(matcher.add(fix));
            if (System.nanoTime() - end > 0) {
                throw TrackFile.refused("matching.refusal.long", LONGEST.toSeconds());
            }
        }
        parts.addAll(matcher.finish());
        return new Matched(parts, matcher.tally());
    }

    private synchronized RoadNetwork network() {
        String sha256 = streets.findExtract()
                .map(Extract::sha256)
                .orElseThrow(() -> Refusal.conflict("matching.refusal.no-streets"));
        Known current = known;
        if (current == null || !current.sha256.equals(sha256)) {
            current = new Known(sha256, RoadNetwork.of(streets.listOfClasses(FOR_VEHICLES)));
            known = current;
        }
        return current.network;
    }
}
