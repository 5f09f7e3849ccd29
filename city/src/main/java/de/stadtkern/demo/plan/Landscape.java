package de.stadtkern.demo.plan;

import de.stadtkern.demo.weather.Relief;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Everything around the streets: the river's water, woods, fields and hills, the railway, and the districts. */
final class Landscape {

    private static final double EDGE_METRES = 2000;
    private static final double HALF_RIVER_METRES = 14;
    private static final int RING_ROAD = 3;
    private static final int PIECES = 40;
    private static final List<District> DISTRICTS = List.of(
            new District("Oststadt", 0, 5),
            new District("Nordstadt", 5, 11),
            new District("Westend", 11, 18),
            new District("Sonnenhang", 18, 22),
            new District("Südvorstadt", 22, 27),
            new District("Mühlviertel", 27, 32));

    private final OsmXml map;
    private final Terrain terrain;
    private final Random random;

    private record District(String name, int fromSpoke, int toSpoke) {}

    Landscape(OsmXml map, Terrain terrain, Random random) {
        this.map = map;
        this.terrain = terrain;
        this.random = random;
    }

    void draw() {
        town();
        DISTRICTS.forEach(this::district);
        district("Altstadt", ring(RING_ROAD), new Ground(0, 0));
        map.area(ring(Corner.LAST_RING), Map.of("landuse", "residential"));
        water();
        woodsAndFields();
        hills();
        railway();
    }

    private void town() {
        List<Ground> outline = IntStream.range(0, 2 * Corner.SPOKES)
                .mapToObj(step -> outside(step / 2.0))
                .toList();
        map.boundary(
                map.area(outline, Map.of("boundary", "administrative")),
                Map.of("type", "boundary", "boundary", "administrative", "admin_level", "8", "name", "Musterstadt"));
        map.node(new Ground(5, 5), Map.of("place", "town", "name", "Musterstadt", "population", "18000"));
    }

    private void district(District district) {
        List<Ground> outline = new ArrayList<>();
        for (int spoke = district.fromSpoke(); spoke <= district.toSpoke(); spoke++) {
            outline.add(outside(spoke));
        }
        for (int spoke = district.toSpoke(); spoke >= district.fromSpoke(); spoke--) {
            outline.add(terrain.at(new Corner(RING_ROAD, spoke)));
        }
        int middle = (district.fromSpoke() + district.toSpoke()) / 2;
        district(district.name(), outline, terrain.at(new Corner(6, middle)).towards(new Ground(0, 0), 0.05));
    }

    private void district(String name, List<Ground> outline, Ground middle) {
        map.boundary(
                map.area(outline, Map.of("boundary", "administrative")),
                Map.of("type", "boundary", "boundary", "administrative", "admin_level", "10", "name", name));
        map.node(middle, Map.of("place", "suburb", "name", name));
    }

    private List<Ground> ring(int ring) {
        return Street.around(ring, 0, Corner.SPOKES - 1).stream()
                .map(terrain::at)
                .toList();
    }

    private static Ground outside(double spoke) {
        double angle = 2 * Math.PI * spoke / Corner.SPOKES;
        return new Ground(EDGE_METRES * Math.cos(angle), EDGE_METRES * Math.sin(angle));
    }

    private void water() {
        List<Ground> banks = new ArrayList<>(bank(HALF_RIVER_METRES));
        banks.addAll(bank(-HALF_RIVER_METRES).reversed());
        map.area(banks, Map.of("natural", "water", "water", "river", "name", "Muster"));
    }

    private static List<Ground> bank(double metres) {
        return IntStream.rangeClosed(0, PIECES)
                .mapToDouble(piece -> (2.0 * piece / PIECES - 1) * EDGE_METRES)
                .mapToObj(east -> new Ground(east, Terrain.riverNorth(east) + metres))
                .toList();
    }

    private void woodsAndFields() {
        blob(new Ground(-1650, 1650), 420, Map.of("landuse", "forest", "name", "Stadtwald"));
        blob(new Ground(1600, 1700), 380, Map.of("landuse", "forest", "name", "Galgenholz"));
        blob(new Ground(1700, -1650), 400, Map.of("landuse", "forest", "name", "Mühlholz"));
        blob(new Ground(-1750, -1750), 330, Map.of("landuse", "farmland"));
        blob(new Ground(0, 2150), 300, Map.of("landuse", "farmland"));
        blob(new Ground(-2150, 150), 280, Map.of("landuse", "meadow"));
        blob(new Ground(250, -2150), 300, Map.of("landuse", "farmland"));
    }

    private void blob(Ground middle, double metres, Map<String, String> tags) {
        List<Ground> outline = IntStream.range(0, 24)
                .mapToObj(step -> {
                    double reach = metres * random.nextDouble(0.8, 1.1);
                    double angle = 2 * Math.PI * step / 24;
                    return middle.plus(new Ground(reach * Math.cos(angle), reach * Math.sin(angle)));
                })
                .toList();
        map.area(outline, tags);
    }

    /** The highest place in the east, in the middle and in the west. */
    private void hills() {
        List<String> names = List.of("Sonnenhöhe", "Galgenberg", "Wartberg");
        for (int third = 0; third < names.size(); third++) {
            double east = -1300 + 1300.0 * third;
            Ground top = IntStream.rangeClosed(-16, 16)
                    .boxed()
                    .flatMap(row ->
                            IntStream.rangeClosed(-4, 4).mapToObj(column -> new Ground(east + 100 * column, 100 * row)))
                    .max(Comparator.comparingDouble(place -> Relief.elevation(place.lon(), place.lat())))
                    .orElseThrow();
            String metres = String.valueOf(Math.round(Relief.elevation(top.lon(), top.lat())));
            map.node(top, Map.of("natural", "peak", "name", names.get(third), "ele", metres));
        }
    }

    private void railway() {
        List<Ground> course = IntStream.rangeClosed(-10, 10)
                .mapToObj(step -> new Ground(1960 + 12 * Math.sin(step / 3.0), 200.0 * step))
                .toList();
        map.line(course, Map.of("railway", "rail", "name", "Bahnstrecke Hof–Musterstadt"));
        Ground platform = new Ground(1946, 40);
        map.node(platform, Map.of("railway", "station", "name", "Musterstadt"));
        map.area(Blocks.box(new Ground(1928, 40), 22, 60), Map.of("building", "train_station", "name", "Bahnhof"));
    }
}
