package de.stadtkern.kernel.routing;

import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.routing.ev.Smoothness;
import com.graphhopper.routing.ev.Surface;
import com.graphhopper.util.EdgeIteratorState;
import de.stadtkern.kernel.routing.Caution.Kind;
import de.stadtkern.kernel.routing.RoadFacts.Kerb;
import de.stadtkern.kernel.routing.RoadFacts.Wheelchair;
import de.stadtkern.kernel.routing.Rules.Pace;
import java.util.EnumSet;
import java.util.Set;

/**
 * What stops or slows somebody in a wheelchair. Steps, raised kerbs, a width below 0.9 m and more than 12 % of incline
 * are never passed; what is not known is passed when there is nothing better, and said.
 */
final class Barriers {

    private static final double KMH = 4;
    private static final double ROUGH_KMH = 2;
    private static final double STEEP_KMH = 2;
    private static final int NARROWEST_DECIMETRES = 9;
    private static final int NARROW_DECIMETRES = 12;
    private static final int STEEPEST_PERCENT = 12;
    private static final int STEEP_PERCENT = 6;
    private static final int UNKNOWN_KERB_CENTIS = 2000;

    private static final Set<RoadClass> FOOTWAYS = EnumSet.of(
            RoadClass.FOOTWAY,
            RoadClass.PATH,
            RoadClass.PEDESTRIAN,
            RoadClass.CYCLEWAY,
            RoadClass.PLATFORM,
            RoadClass.CORRIDOR,
            RoadClass.STEPS,
            RoadClass.BRIDLEWAY);
    private static final Set<RoadClass> LEVEL = EnumSet.of(RoadClass.LIVING_STREET, RoadClass.TRACK);
    private static final Set<Surface> SMOOTH =
            EnumSet.of(Surface.PAVED, Surface.ASPHALT, Surface.CONCRETE, Surface.PAVING_STONES, Surface.WOOD);
    private static final Set<Surface> IMPASSABLE = EnumSet.of(Surface.SAND, Surface.GRASS);
    private static final Set<Smoothness> EVEN =
            EnumSet.of(Smoothness.EXCELLENT, Smoothness.GOOD, Smoothness.INTERMEDIATE);

    private final Net net;
    private final RoadFacts facts;

    Barriers(Net net, RoadFacts facts) {
        this.net = net;
        this.facts = facts;
    }

    Pace pace(EdgeIteratorState edge) {
        if (stops(edge)) {
            return Pace.NEVER;
        }
        Set<Kind> cautions = cautions(edge);
        double kmh = cautions.contains(Kind.INCLINE_STEEP)
                ? STEEP_KMH
                : cautions.contains(Kind.SURFACE_ROUGH) ? ROUGH_KMH : KMH;
        double dislike = 1;
        for (Kind caution : cautions) {
            dislike *= caution.isKnown() ? 1.5 : 1.1;
        }
        boolean kerb = cautions.contains(Kind.KERB_UNKNOWN);
        return new Pace(kmh, dislike, kerb ? UNKNOWN_KERB_CENTIS : 0);
    }

    private boolean stops(EdgeIteratorState edge) {
        int width = edge.get(facts.width);
        return edge.get(facts.roadClass) == RoadClass.STEPS
                || edge.get(facts.wheelchair) == Wheelchair.NO
                || edge.get(facts.kerb) == Kerb.RAISED
                || width > 0 && width < NARROWEST_DECIMETRES
                || percent(edge) > STEEPEST_PERCENT
                || IMPASSABLE.contains(edge.get(facts.surface))
                || edge.get(facts.smoothness).compareTo(Smoothness.VERY_BAD) >= 0;
    }

    /** What has to be said of an edge. What OpenStreetMap calls fit for wheelchairs needs no more to be known. */
    Set<Kind> cautions(EdgeIteratorState edge) {
        Set<Kind> cautions = EnumSet.noneOf(Kind.class);
        boolean fit = edge.get(facts.wheelchair) == Wheelchair.YES;
        Surface surface = edge.get(facts.surface);
        Smoothness smoothness = edge.get(facts.smoothness);
        if (smoothness == Smoothness.BAD
                || !EVEN.contains(smoothness) && surface != Surface.MISSING && !SMOOTH.contains(surface)) {
            cautions.add(Kind.SURFACE_ROUGH);
        } else if (!fit && surface == Surface.MISSING && smoothness == Smoothness.MISSING) {
            cautions.add(Kind.SURFACE_UNKNOWN);
        }
        if (!fit && hasUnknownKerb(edge)) {
            cautions.add(Kind.KERB_UNKNOWN);
        }
        if (percent(edge) > STEEP_PERCENT) {
            cautions.add(Kind.INCLINE_STEEP);
        } else if (!fit && percent(edge) < 0) {
            cautions.add(Kind.INCLINE_UNKNOWN);
        }
        int width = edge.get(facts.width);
        boolean footway = FOOTWAYS.contains(edge.get(facts.roadClass));
        if (width > 0 && width < NARROW_DECIMETRES) {
            cautions.add(Kind.WIDTH_NARROW);
        } else if (!fit && footway && width == 0) {
            cautions.add(Kind.WIDTH_UNKNOWN);
        }
        return cautions;
    }

    /** As a footway that ends at a street has a kerb there. */
    private boolean hasUnknownKerb(EdgeIteratorState edge) {
        Kerb kerb = edge.get(facts.kerb);
        boolean footway = FOOTWAYS.contains(edge.get(facts.roadClass));
        return kerb == Kerb.UNKNOWN
                || kerb == Kerb.NONE && footway && (meetsStreet(edge.getBaseNode()) || meetsStreet(edge.getAdjNode()));
    }

    private boolean meetsStreet(int node) {
        for (int at = net.first[node]; at < net.first[node + 1]; at++) {
            RoadClass road = net.graph
                    .getEdgeIteratorState(net.out[at] >> 1, Integer.MIN_VALUE)
                    .get(facts.roadClass);
            if (!FOOTWAYS.contains(road) && !LEVEL.contains(road)) {
                return true;
            }
        }
        return false;
    }

    /** Negative when not known. */
    private int percent(EdgeIteratorState edge) {
        return edge.get(facts.incline) - 1;
    }
}
