package de.stadtkern.demo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Which streets the simulated town has, how they are called and what they are for. */
final class StreetPlan {

    private static final int RING_ROAD = 3;
    private static final int LAST = Corner.LAST_RING;
    private static final int NORTH = 8;
    private static final int WEST = 16;
    private static final int SOUTH = 24;
    private static final int SECTOR = 4;

    private final Random random;
    private final StreetNames names = new StreetNames();
    private final List<Street> streets = new ArrayList<>();

    StreetPlan(Random random) {
        this.random = random;
        throughRoad();
        ringRoad();
        collectors();
        for (int sector = 0; sector < Corner.SPOKES; sector += SECTOR) {
            ringStreets(sector);
            spokeStreets(sector);
            shortCuts(sector);
        }
    }

    List<Street> streets() {
        return List.copyOf(streets);
    }

    private void throughRoad() {
        List<Corner> eastOfTheMarket =
                Street.around(0, SOUTH, NORTH + Corner.SPOKES).reversed();
        List<Corner> main = new ArrayList<>(Street.outwards(NORTH, 1, RING_ROAD).reversed());
        main.addAll(eastOfTheMarket);
        main.addAll(Street.outwards(SOUTH, 1, RING_ROAD));
        streets.add(Street.along("Hauptstraße", "primary", main));
        streets.add(Street.along("Marktplatz", "living_street", Street.around(0, NORTH, SOUTH)));
        streets.add(Street.along("Plauener Straße", "primary", Street.outwards(NORTH, RING_ROAD, LAST)));
        streets.add(Street.along("Bayreuther Straße", "primary", Street.outwards(SOUTH, RING_ROAD, LAST))
                .withBridge());
    }

    private void ringRoad() {
        ringRoad("Nordostring", 0);
        ringRoad("Nordwestring", NORTH);
        ringRoad("Südwestring", WEST);
        ringRoad("Südostring", SOUTH);
    }

    private void ringRoad(String name, int from) {
        streets.add(Street.along(name, "secondary", Street.around(RING_ROAD, from, from + NORTH)));
    }

    private void collectors() {
        collector("Bahnhofstraße", 0);
        collector("Bergstraße", NORTH - SECTOR);
        collector("Friedhofstraße", NORTH + SECTOR);
        collector("Schulstraße", WEST);
        collector("Sonnenstraße", SOUTH - SECTOR);
        streets.add(Street.along("Mühlstraße", "tertiary", Street.outwards(SOUTH + SECTOR, 0, LAST))
                .withBridge());
    }

    private void collector(String name, int spoke) {
        streets.add(Street.along(name, "tertiary", Street.outwards(spoke, 0, LAST)));
    }

    private void ringStreets(int sector) {
        for (int ring = 1; ring <= LAST; ring++) {
            if (ring != RING_ROAD) {
                residential(ring, Street.around(ring, sector, endOf(ring, sector)));
            }
        }
    }

    /** In the quarters some streets stop short of the next collector. */
    private int endOf(int ring, int sector) {
        return sector + SECTOR - (ring > RING_ROAD && random.nextInt(3) == 0 ? 1 : 0);
    }

    private void spokeStreets(int sector) {
        residential(2, Street.outwards(sector + 2, 2, RING_ROAD));
        residential(RING_ROAD, Street.outwards(sector + 2, RING_ROAD, LAST - random.nextInt(2)));
        residential(RING_ROAD + 1, Street.outwards(sector + 1, RING_ROAD + 1, LAST - random.nextInt(3)));
        residential(RING_ROAD + 1, Street.outwards(sector + 3, RING_ROAD + 1, LAST - random.nextInt(3)));
    }

    /** Streets aslant through the quarters, as paths across the fields once were. */
    private void shortCuts(int sector) {
        int inner = sector + random.nextInt(3);
        residential(4, List.of(new Corner(4, inner), new Corner(5, inner + 1), new Corner(6, inner + 2)));
        int outer = sector + 2 + random.nextInt(3);
        residential(6, List.of(new Corner(6, outer), new Corner(7, outer - 1), new Corner(8, outer - 2)));
    }

    private void residential(int ring, List<Corner> corners) {
        streets.add(Street.along(names.next(ring), "residential", corners));
    }
}
