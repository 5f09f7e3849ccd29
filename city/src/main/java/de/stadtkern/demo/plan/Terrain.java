package de.stadtkern.demo.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Where the corners lie and the river runs: rings and spokes, bent by the hills and moved a little by history. */
final class Terrain {

    private static final double[] RADIUS_METRES = {70, 200, 370, 580, 780, 990, 1220, 1470, 1740};
    private static final double SHIFT = 0.13;

    private final Random random;
    private final Map<Corner, Ground> shifts = new HashMap<>();

    Terrain(Random random) {
        this.random = random;
    }

    Ground at(Corner corner) {
        return onGrid(corner.ring(), corner.spoke()).plus(shift(corner));
    }

    /** A place between two neighbouring corners, on the bend of the street between them; share is 0 to 1. */
    Ground between(Corner from, Corner to, double share) {
        int turn = Math.floorMod(to.spoke() - from.spoke() + Corner.SPOKES / 2, Corner.SPOKES) - Corner.SPOKES / 2;
        double ring = from.ring() + share * (to.ring() - from.ring());
        return onGrid(ring, from.spoke() + share * turn).plus(shift(from).towards(shift(to), share));
    }

    /** North of the market by so many metres is where the river runs at this easting. */
    static double riverNorth(double east) {
        return -880 + 110 * Math.sin(east / 520) + 45 * Math.sin(east / 190 + 1);
    }

    static boolean isNorthOfRiver(Ground place) {
        return place.north() > riverNorth(place.east());
    }

    private static Ground onGrid(double ring, double spoke) {
        double angle = 2 * Math.PI * spoke / Corner.SPOKES;
        double hills = 1 + 0.07 * Math.sin(3 * angle + 1) + 0.04 * Math.sin(5 * angle + 2);
        double bent = angle + 0.10 * Math.sin(ring * 1.3 + 2 * angle);
        double metres = radius(ring) * hills;
        return new Ground(metres * Math.cos(bent), metres * Math.sin(bent));
    }

    private static double radius(double ring) {
        int inner = Math.min((int) ring, Corner.LAST_RING - 1);
        return RADIUS_METRES[inner] + (ring - inner) * (RADIUS_METRES[inner + 1] - RADIUS_METRES[inner]);
    }

    private Ground shift(Corner corner) {
        return shifts.computeIfAbsent(corner, each -> {
            double reach = SHIFT * RADIUS_METRES[each.ring()] / (1 + 0.45 * each.ring());
            return new Ground(random.nextDouble(-reach, reach), random.nextDouble(-reach, reach));
        });
    }
}
