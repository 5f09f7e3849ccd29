package de.stadtkern.kernel.routing;

import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.Hgv;
import com.graphhopper.routing.ev.RoadAccess;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.util.EdgeIteratorState;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a profile moves.
 *
 * @param turning null for who turns without loss of time and without regard to signs
 */
record Rules(Paces pace, @Nullable Turning turning) {

    /** How fast one is along an edge in its direction. */
    @FunctionalInterface
    interface Paces {
        Pace of(EdgeIteratorState edge);
    }

    /**
     * A speed, 0 where one may not or cannot go.
     *
     * @param dislike how many times as long as it takes one would drive to avoid it
     * @param extraCentis what one would drive to avoid it besides
     */
    record Pace(double kmh, double dislike, int extraCentis) {
        static final Pace NEVER = of(0);

        static Pace of(double kmh) {
            return new Pace(kmh, 1, 0);
        }
    }

    /** What turning costs in hundredths of a second; at a dead end, and to the left and right by more than 45°. */
    record Turning(BooleanEncodedValue restriction, int uTurn, int deadEnd, int left, int right) {}

    private static final double PRIVATE_KMH = 10;
    private static final double WALKING_KMH = 5;
    private static final double STEPS_KMH = 2.5;
    private static final Set<RoadClass> LOUD =
            EnumSet.of(RoadClass.TRUNK, RoadClass.PRIMARY, RoadClass.SECONDARY, RoadClass.TERTIARY);

    static Rules of(Profile profile, RoadFacts facts, Truck truck, Barriers barriers) {
        return switch (profile) {
            case CAR -> new Rules(edge -> car(facts, edge), new Turning(facts.carTurns, 4000, 1500, 400, 200));
            case TRUCK ->
                new Rules(
                        edge -> truck(facts, truck, edge), new Turning(facts.truckTurns, Costs.NEVER, 6000, 800, 400));
            case BICYCLE -> new Rules(edge -> bicycle(facts, edge), new Turning(facts.bikeTurns, 500, 500, 300, 100));
            case FOOT -> new Rules(edge -> foot(facts, edge), null);
            case WHEELCHAIR -> new Rules(edge -> edge.get(facts.foot) ? barriers.pace(edge) : Pace.NEVER, null);
        };
    }

    private static Pace car(RoadFacts facts, EdgeIteratorState edge) {
        if (!edge.get(facts.car)) {
            return Pace.NEVER;
        }
        double kmh = edge.get(facts.carSpeed);
        return Pace.of(edge.get(facts.roadAccess) == RoadAccess.PRIVATE ? Math.min(kmh, PRIVATE_KMH) : kmh);
    }

    private static Pace truck(RoadFacts facts, Truck truck, EdgeIteratorState edge) {
        boolean fits = edge.get(facts.hgv) != Hgv.NO
                && edge.get(facts.maxHeight) >= truck.heightMetres()
                && edge.get(facts.maxWidth) >= truck.widthMetres()
                && edge.get(facts.maxWeight) >= truck.tonnes();
        return fits ? Pace.of(Math.min(80, 0.9 * car(facts, edge).kmh())) : Pace.NEVER;
    }

    private static Pace bicycle(RoadFacts facts, EdgeIteratorState edge) {
        double priority = edge.get(facts.bikePriority);
        return edge.get(facts.bike) && priority > 0 ? new Pace(edge.get(facts.bikeSpeed), 1 / priority, 0) : Pace.NEVER;
    }

    private static Pace foot(RoadFacts facts, EdgeIteratorState edge) {
        if (!edge.get(facts.foot)) {
            return Pace.NEVER;
        }
        RoadClass road = edge.get(facts.roadClass);
        return road == RoadClass.STEPS
                ? new Pace(STEPS_KMH, 1.2, 0)
                : new Pace(WALKING_KMH, LOUD.contains(road) ? 1.3 : 1, 0);
    }
}
