package de.stadtkern.kernel.observations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What has been measured, for the services. */
@Component
public class Observations {

    private final ReadingRows rows;

    Observations(ReadingRows rows) {
        this.rows = rows;
    }

    /** The station; empty when there is no such Thing or it has no Location. */
    public Optional<Station> findStation(long thingId) {
        return rows.findStation(thingId);
    }

    /** Those of the Things that are stations which measure this property (a URI), by their id. */
    public Map<Long, Station> findStations(Set<Long> thingIds, String property) {
        return rows.findStations(thingIds, property);
    }

    /** All stations that measure at least one of these properties (URIs), by name. */
    public List<Station> listStations(List<String> properties) {
        return rows.listStations(properties);
    }

    /**
     * The newest number of each property of the station at a moment, by property URI.
     *
     * @param notOlderThan readings older than this, seen from the moment, are left out
     */
    public Map<String, Reading> readingsAt(long thingId, Instant moment, Duration notOlderThan) {
        return rows.readings(thingId, moment.minus(notOlderThan), moment);
    }

    /** The newest number of each property of each station, by station id and property URI, however old. */
    public Map<Long, Map<String, Reading>> newestReadings() {
        return rows.newestReadings();
    }
}
