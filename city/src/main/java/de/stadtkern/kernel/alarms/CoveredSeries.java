package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which rules look at which datastreams, in memory, so that an observation that no rule looks at costs one look-up. Read
 * anew when a rule was changed on any node, and after a minute: by then new datastreams are known.
 */
@Component
class CoveredSeries {

    /** Announced when a rule was changed. */
    static final String TOPIC = "alarm-rules";

    private static final Duration LONGEST_KEPT = Duration.ofMinutes(1);

    private final RuleRows rules;
    private final Observations observations;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Known known;

    CoveredSeries(RuleRows rules, Observations observations, LiveUpdates liveUpdates) {
        this.rules = rules;
        this.observations = observations;
        liveUpdates.onChange(TOPIC, this::forget);
    }

    /** What was read when so many changes had been heard of. */
    private record Known(Map<Long, List<Long>> rulesByDatastream, long changes, long readAtNanos) {}

    /** The ids of the rules with limits that look at the datastream, ascending. */
    List<Long> rulesOf(long datastream) {
        Known now = known;
        if (now == null
                || now.changes() != changes.get()
                || System.nanoTime() - now.readAtNanos() > LONGEST_KEPT.toNanos()) {
            now = read();
            known = now;
        }
        return now.rulesByDatastream().getOrDefault(datastream, List.of());
    }

    void forget() {
        changes.incrementAndGet();
    }

    private Known read() {
        long heard = changes.get();
        long readAt = System.nanoTime();
        Map<Long, List<Long>> byDatastream = new HashMap<>();
        for (Rule rule : rules.listActive()) {
            if (rule.trigger() instanceof Condition) {
                covered(rule)
                        .forEach(datastream -> byDatastream
                                .computeIfAbsent(datastream, fresh -> new ArrayList<>())
                                .add(rule.id()));
            }
        }
        return new Known(byDatastream, heard, readAt);
    }

    private Set<Long> covered(Rule rule) {
        Long datastream = rule.target().datastream();
        String property = rule.target().property();
        if (datastream != null) {
            return Set.of(datastream);
        }
        return property == null ? Set.of() : observations.listDatastreams(rule.municipalityId(), property);
    }
}
