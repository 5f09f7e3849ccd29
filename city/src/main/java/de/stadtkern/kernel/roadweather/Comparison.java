package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.roadweather.Site.Trait;
import de.stadtkern.kernel.roadweather.StationCondition.State;
import de.stadtkern.kernel.streets.Segment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * For which segments a station speaks. A danger at the station holds for what is as cold or colder by its place, and that
 * there is none holds for what is as warm or warmer: so a bridge is never called free because the road beside it is, and no
 * road is called slippery because a bridge is. Doubted and stale stations say nothing.
 *
 * @param reachMetres how far a station speaks
 * @param heightMetres how much higher or lower a segment may lie
 */
record Comparison(double reachMetres, double heightMetres) {

    /** A station with what its place is like. */
    record Placed(StationCondition condition, Site site) {}

    /** What the nearest station says that can say something of it. */
    SegmentCondition judge(Segment segment, Site said, List<Placed> stations) {
        Site site = segment.bridge() ? said.with(Trait.BRIDGE) : said;
        List<Placed> near = stations.stream()
                .filter(one -> metres(segment, one) <= reachMetres)
                .sorted(Comparator.comparingDouble(one -> metres(segment, one)))
                .toList();
        return near.stream()
                .filter(one -> speaksFor(one, site))
                .findFirst()
                .map(one -> new SegmentCondition(
                        segment, one.condition().state(), one.condition(), "roadweather.segment.nearest"))
                .orElseGet(() -> new SegmentCondition(segment, State.UNKNOWN, null, whyNone(near, site)));
    }

    boolean speaksFor(Placed station, Site segment) {
        State state = station.condition().state();
        if (station.condition().isDoubted() || !station.site().isLevelWith(segment, heightMetres)) {
            return false;
        }
        return state == State.FREE
                ? station.site().traits().containsAll(segment.traits())
                : station.condition().danger().isPresent()
                        && segment.traits().containsAll(station.site().traits());
    }

    private static String whyNone(List<Placed> near, Site segment) {
        if (near.isEmpty()) {
            return "roadweather.segment.none";
        }
        return segment.traits().contains(Trait.BRIDGE) ? "roadweather.segment.bridge" : "roadweather.segment.unlike";
    }

    private static double metres(Segment segment, Placed station) {
        return segment.metresTo(station.condition().station().position());
    }

    /** Of each segment, by its id. */
    List<SegmentCondition> judge(List<Segment> segments, Map<Long, Site> said, List<Placed> stations) {
        return segments.stream()
                .map(segment -> judge(segment, said.getOrDefault(segment.id(), Site.UNKNOWN), stations))
                .toList();
    }
}
