package de.stadtkern.kernel.observations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What has been measured, for the services. */
@Component
public class Observations {

    private final ReadingRows rows;
    private final SeriesRows series;
    private final Readers readers;

    Observations(ReadingRows rows, SeriesRows series, Readers readers) {
        this.rows = rows;
        this.series = series;
        this.readers = readers;
    }

    /**
     * A time of which values are wanted.
     *
     * @param after nothing of this moment or before is wanted
     * @param from where the time begins
     * @param until its last moment
     */
    public record Span(Instant after, Instant from, Instant until) {}

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

    /** The same of these stations alone. */
    public Map<Long, Map<String, Reading>> newestReadings(Set<Long> thingIds) {
        return rows.newestReadings(thingIds);
    }

    /**
     * What these stations have measured, the oldest first: of each datastream of one of the properties (URIs) the last number
     * of each step.
     *
     * @param from nothing of this moment or before
     * @param until its last moment
     */
    public Map<Long, List<Reading>> history(
            Set<Long> thingIds, Set<String> properties, Instant from, Instant until, Duration step) {
        return rows.history(thingIds, properties, from, until, step);
    }

    /** Those of the Things that whoever asks may see with all that they measure: none that is internal to others. */
    public Set<Long> visible(Set<Long> thingIds) {
        return rows.visible(thingIds, readers.reader());
    }

    /** The Thing, with or without a Location. */
    public Optional<Thing> findThing(long thingId) {
        return series.findThing(thingId);
    }

    /** The datastream; empty also for a MultiDatastream. */
    public Optional<Series> findSeries(long datastreamId) {
        return series.find(datastreamId);
    }

    /** The datastreams of the municipality that measure this property (a URI). */
    public Set<Long> listDatastreams(long municipalityId, String property) {
        return series.list(municipalityId, property);
    }

    /** What is measured in the municipality, by name. */
    public List<Quantity> listQuantities(long municipalityId) {
        return series.listQuantities(municipalityId);
    }

    /**
     * The numbers of a datastream in the order of their time.
     *
     * @param before so many of the newest before the span's beginning come first, if they are no older than 31 days
     */
    public List<Reading> readings(long datastreamId, Span span, int before) {
        return series.readings(datastreamId, span, before);
    }

    /** The newest number of each of these datastreams that has one. */
    public Map<Long, Reading> newestOf(Set<Long> datastreamIds) {
        return series.newest(datastreamIds);
    }

    /**
     * How the devices of the municipality report, as far as it can be told: from four reports on, of this month or the
     * last.
     *
     * @param datastreamId only the device to which it belongs; null for all
     * @param property only devices that measure it (a URI), by this alone; null for all
     * @param until newest times after this are not believed, and their devices left out
     */
    public List<Pulse> pulses(
            long municipalityId, @Nullable Long datastreamId, @Nullable String property, Instant until) {
        return series.pulses(municipalityId, datastreamId, property, until);
    }
}
