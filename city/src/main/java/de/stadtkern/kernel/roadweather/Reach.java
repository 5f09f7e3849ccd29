package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The roads within reach of stations, kept in memory for ten minutes: roads hardly change, and stations report often. */
@Component
class Reach {

    private static final Duration LONGEST_KEPT = Duration.ofMinutes(10);

    private final Streets streets;
    private final RoadWeatherSettings settings;
    private final Map<Position, Kept> kept = new ConcurrentHashMap<>();

    Reach(Streets streets, RoadWeatherSettings settings) {
        this.streets = streets;
        this.settings = settings;
    }

    private record Kept(List<Segment> segments, long readAtNanos) {

        boolean isFresh() {
            return System.nanoTime() - readAtNanos < LONGEST_KEPT.toNanos();
        }
    }

    /** By id. */
    List<Segment> around(Station station) {
        Kept known = kept.get(station.position());
        if (known == null || !known.isFresh()) {
            kept.values().removeIf(one -> !one.isFresh());
            known = new Kept(
                    List.copyOf(streets.listWithin(station.position(), settings.reachMetres())), System.nanoTime());
            kept.put(station.position(), known);
        }
        return known.segments();
    }
}
