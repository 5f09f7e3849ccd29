package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.observations.Station;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the hours before say of stations: kept in memory for a minute, and then read anew for all that are asked for. */
@Component
class PastReadings {

    private static final Duration LONGEST_KEPT = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMinutes(10);
    /** Clocks of devices may go ahead. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final Observations observations;
    private final PastRows rows;
    private final Map<Long, Kept> kept = new ConcurrentHashMap<>();

    PastReadings(Observations observations, PastRows rows) {
        this.observations = observations;
        this.rows = rows;
    }

    private record Kept(Past past, long readAtNanos) {

        boolean isFresh() {
            return System.nanoTime() - readAtNanos < LONGEST_KEPT.toNanos();
        }
    }

    /** Before now, by the id of the station. */
    Map<Long, Past> of(Collection<Station> stations, Instant now) {
        Map<Long, Past> known = new HashMap<>();
        Map<Long, Station> missing = new HashMap<>();
        for (Station station : stations) {
            Kept one = kept.get(station.id());
            if (one != null && one.isFresh()) {
                known.put(station.id(), one.past());
            } else {
                missing.put(station.id(), station);
            }
        }
        if (!missing.isEmpty()) {
            kept.values().removeIf(one -> !one.isFresh());
            long readAt = System.nanoTime();
            read(missing, now.plus(AHEAD)).forEach((id, past) -> {
                kept.put(id, new Kept(past, readAt));
                known.put(id, past);
            });
        }
        return known;
    }

    /** Before a moment that may be long past. */
    Past before(Station station, Instant moment) {
        return read(Map.of(station.id(), station), moment).getOrDefault(station.id(), Past.NOTHING);
    }

    private Map<Long, Past> read(Map<Long, Station> stations, Instant until) {
        Set<Long> ids = stations.keySet();
        Map<Long, List<Reading>> history =
                observations.history(ids, Measured.PROPERTIES, until.minus(Past.LENGTH), until, STEP);
        PastRows.Said said = rows.said(ids);
        return ids.stream().collect(Collectors.toMap(Function.identity(), id -> {
            Station station = Objects.requireNonNull(stations.get(id));
            Past past = Past.of(history.getOrDefault(id, List.of()), said.accuracy(), station.position());
            return said.flagged().contains(id) ? past.with(Remark.FLAGGED) : past;
        }));
    }
}
