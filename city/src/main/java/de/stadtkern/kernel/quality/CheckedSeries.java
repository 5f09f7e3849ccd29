package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which check holds for which datastream, in memory, so that an observation that none looks at costs one look-up. Read
 * anew when a check was changed on any node, and after a minute: by then new datastreams are known.
 */
@Component
class CheckedSeries {

    /** Announced when a check was changed. */
    static final String TOPIC = "quality-checks";

    private static final Duration LONGEST_KEPT = Duration.ofMinutes(1);

    private final CheckRows checks;
    private final Observations observations;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Known known;

    CheckedSeries(CheckRows checks, Observations observations, LiveUpdates liveUpdates) {
        this.checks = checks;
        this.observations = observations;
        liveUpdates.onChange(TOPIC, this::forget);
    }

    /** What was read when so many changes had been heard of. */
    private record Known(Map<Long, Check> byDatastream, long changes, long readAtNanos) {}

    Optional<Check> find(long datastream) {
        return Optional.ofNullable(known().get(datastream));
    }

    /** The datastreams of the municipality that a check looks at. */
    List<Long> list(long municipality) {
        return known().entrySet().stream()
                .filter(one -> one.getValue().municipalityId() == municipality)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    void forget() {
        changes.incrementAndGet();
    }

    private Map<Long, Check> known() {
        Known now = known;
        if (now == null
                || now.changes() != changes.get()
                || System.nanoTime() - now.readAtNanos() > LONGEST_KEPT.toNanos()) {
            now = read();
            known = now;
        }
        return now.byDatastream();
    }

    private Known read() {
        long heard = changes.get();
        long readAt = System.nanoTime();
        Map<Long, Check> byDatastream = new HashMap<>();
        for (Check check : checks.listActive()) {
            for (long datastream : covered(check)) {
                byDatastream.merge(datastream, check, (one, other) -> one.datastream() == null ? other : one);
            }
        }
        return new Known(byDatastream, heard, readAt);
    }

    private Set<Long> covered(Check check) {
        Long datastream = check.datastream();
        String property = check.property();
        if (datastream != null) {
            return Set.of(datastream);
        }
        return property == null ? Set.of() : observations.listDatastreams(check.municipalityId(), property);
    }
}
