package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.roadweather.Comparison.Placed;
import de.stadtkern.kernel.roadweather.StationCondition.State;
import de.stadtkern.kernel.streets.Segment;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** What the road is like, at stations and on segments. Knows no persons: whoever shows it asks who may see it. */
@Component
@EnableConfigurationProperties(RoadWeatherSettings.class)
public class RoadConditions {

    /** Name and version of the rule, as it stands in proposals. */
    public static final String RULE = FrostRule.VERSION;

    /** Of the live updates of everything here. */
    public static final String TOPIC = "roadweather";

    private final Observations observations;
    private final PastReadings past;
    private final SiteRows sites;
    private final Reach reach;
    private final RoadWeatherSettings settings;
    private final Comparison comparison;
    private final Clock clock;

    RoadConditions(
            Observations observations,
            PastReadings past,
            SiteRows sites,
            Reach reach,
            RoadWeatherSettings settings,
            Clock clock) {
        this.observations = observations;
        this.past = past;
        this.sites = sites;
        this.reach = reach;
        this.settings = settings;
        this.comparison = new Comparison(settings.reachMetres(), settings.heightMetres());
        this.clock = clock;
    }

    /** How it is now at all stations that measure the road, by name. */
    public List<StationCondition> stations() {
        return now(observations.listStations(List.of(Measured.SURFACE.property())), observations.newestReadings());
    }

    /** How it is now at those of the Things that are stations which measure the road. */
    public List<StationCondition> stations(Set<Long> thingIds) {
        Map<Long, Station> stations = observations.findStations(thingIds, Measured.SURFACE.property());
        return stations.isEmpty() ? List.of() : now(stations.values(), observations.newestReadings(stations.keySet()));
    }

    /** How it was at the station at a moment; empty when there is no such station. */
    public Optional<StationCondition> at(long thingId, Instant moment) {
        return observations
                .findStation(thingId)
                .map(station -> judge(
                        station,
                        observations
                                .readingsAt(thingId, moment, settings.together())
                                .values(),
                        past.before(station, moment),
                        moment));
    }

    /** What is known of the segments now, in their order: as far as a station in reach is like them. */
    public List<SegmentCondition> segments(Collection<Segment> segments) {
        return segments(segments, stations());
    }

    /** As {@link #segments(Collection)}, as far as these stations say. */
    List<SegmentCondition> segments(Collection<Segment> segments, Collection<StationCondition> stations) {
        return comparison.judge(
                List.copyOf(segments),
                sites.ofSegments(segments.stream().map(Segment::id).toList()),
                placed(stations));
    }

    /**
     * The roads in reach for which the station speaks, by id. Where it stands it always does: when nothing is like it, the
     * road nearest to it is.
     */
    public List<Segment> around(StationCondition station) {
        List<Segment> near = reach.around(station.station());
        Map<Long, Site> said = sites.ofSegments(near.stream().map(Segment::id).toList());
        List<Placed> placed = placed(List.of(station));
        List<Segment> alike = near.stream()
                .filter(segment -> comparison
                        .judge(segment, said.getOrDefault(segment.id(), Site.UNKNOWN), placed)
                        .isKnown())
                .toList();
        return !alike.isEmpty()
                ? alike
                : near.stream()
                        .min(Comparator.comparingDouble(
                                segment -> segment.metresTo(station.station().position())))
                        .map(List::of)
                        .orElse(List.of());
    }

    /** All roads in reach of the stations. */
    Collection<Segment> inReach(Collection<StationCondition> stations) {
        Map<Long, Segment> all = new LinkedHashMap<>();
        stations.forEach(one -> reach.around(one.station()).forEach(segment -> all.put(segment.id(), segment)));
        return all.values();
    }

    private List<Placed> placed(Collection<StationCondition> stations) {
        Map<Long, Site> said = sites.ofStations(
                stations.stream().map(one -> one.station().id()).toList());
        return stations.stream()
                .map(one -> new Placed(one, said.getOrDefault(one.station().id(), Site.UNKNOWN)))
                .toList();
    }

    private List<StationCondition> now(Collection<Station> stations, Map<Long, Map<String, Reading>> readings) {
        Instant now = clock.instant();
        Map<Long, Past> before = past.of(stations, now);
        return stations.stream()
                .map(station -> judge(
                        station,
                        readings.getOrDefault(station.id(), Map.of()).values(),
                        before.getOrDefault(station.id(), Past.NOTHING),
                        now))
                .toList();
    }

    private StationCondition judge(Station station, Collection<Reading> readings, Past before, Instant now) {
        Observed all = Observed.of(readings);
        Optional<RoadWeather> together = all.together(settings.together()).weather(before, settings.wetFor());
        Optional<RoadWeather> weather = together.or(() -> all.weather(before, settings.wetFor()));
        if (weather.isEmpty()) {
            return new StationCondition(
                    station, null, null, State.UNKNOWN, all.complete() ? Set.of() : Set.of(Remark.OUT_OF_RANGE), null);
        }
        RoadWeather known = weather.get();
        Set<Remark> remarks = remarks(known, all, before);
        Instant oldest = known.readings().getFirst().time();
        boolean stale = together.isEmpty() || oldest.isBefore(now.minus(settings.freshness()));
        boolean silent = stale || remarks.stream().anyMatch(Remark::isDoubt);
        return new StationCondition(
                station,
                known,
                oldest,
                stale ? State.STALE : state(known, remarks),
                remarks,
                silent ? null : before.nowcast(all, station.position()));
    }

    /** From sensors that are not to be believed nobody concludes that a road is free. */
    private static State state(RoadWeather weather, Set<Remark> remarks) {
        return FrostRule.judge(weather)
                .map(danger -> State.valueOf(danger.name()))
                .orElse(remarks.stream().anyMatch(Remark::isDoubt) ? State.UNKNOWN : State.FREE);
    }

    private Set<Remark> remarks(RoadWeather weather, Observed observed, Past before) {
        Set<Remark> remarks = EnumSet.noneOf(Remark.class);
        remarks.addAll(before.doubts());
        if (!observed.complete()) {
            remarks.add(Remark.OUT_OF_RANGE);
        }
        if (weather.wetness().source() == null) {
            remarks.add(Remark.WETNESS_UNKNOWN);
        }
        boolean snow =
                weather.falling() == Precipitation.SNOW || weather.wetness().kind() == Wetness.Kind.SNOW;
        if (snow && weather.wind() != null && weather.wind() >= settings.driftWind()) {
            remarks.add(Remark.SNOW_DRIFT);
        }
        return remarks;
    }
}
