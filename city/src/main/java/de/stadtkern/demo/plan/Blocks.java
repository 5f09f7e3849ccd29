package de.stadtkern.demo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Blocks between the streets that are not for houses: parks, schools, the depot, car parks. */
final class Blocks {

    private static final double INSET = 0.2;

    private final OsmXml map;
    private final Terrain terrain;
    private final Random random;
    private final List<List<Ground>> taken = new ArrayList<>();

    Blocks(OsmXml map, Terrain terrain, Random random) {
        this.map = map;
        this.terrain = terrain;
        this.random = random;
    }

    void draw() {
        market();
        house(new Corner(0, 4), "townhall", "Rathaus");
        house(new Corner(0, 12), "library", "Stadtbücherei");
        house(new Corner(0, 20), "place_of_worship", "Stadtkirche");
        house(new Corner(0, 28), "community_centre", "Bürgerhaus");
        carParks();
        parks();
        schools();
        works();
    }

    /** Whether a place lies in one of the blocks. */
    boolean contains(Ground place) {
        return taken.stream().anyMatch(outline -> place.isInside(outline));
    }

    private void market() {
        List<Ground> square = inset(
                Street.around(0, 0, Corner.SPOKES - 1).stream().map(terrain::at).toList());
        map.area(square, Map.of("place", "square", "name", "Marktplatz"));
        map.area(square, Map.of("highway", "pedestrian", "area", "yes", "name", "Marktplatz"));
        taken.add(square);
    }

    private void carParks() {
        carPark(new Corner(1, 0), "Parkhaus Altstadt", 420, "multi-storey");
        carPark(new Corner(1, 16), "Parkhaus Am Stadtgraben", 310, "multi-storey");
        carPark(new Corner(2, 8), "Tiefgarage Rathaus", 180, "underground");
        carPark(new Corner(2, 28), "Parkplatz Spital", 95, "surface");
        carPark(new Corner(7, 31), "Parkplatz Bahnhof", 240, "surface");
        carPark(new Corner(6, 13), "Festplatz", 350, "surface");
    }

    private void carPark(Corner corner, String name, int capacity, String kind) {
        Map<String, String> tags =
                Map.of("amenity", "parking", "name", name, "capacity", String.valueOf(capacity), "parking", kind);
        map.area(take(corner), tags);
    }

    private void parks() {
        park(new Corner(4, 9), "Stadtpark");
        park(new Corner(5, 14), "Westpark");
        park(new Corner(6, 3), "Volkspark");
        park(new Corner(4, 29), "Kurpark");
        park(new Corner(6, 18), "Sonnenpark");
        map.area(take(new Corner(5, 11)), Map.of("landuse", "cemetery", "name", "Friedhof"));
        map.area(take(new Corner(7, 15)), Map.of("landuse", "allotments", "name", "Kleingärten Am Rain"));
        map.area(take(new Corner(7, 9)), Map.of("leisure", "pitch", "sport", "soccer", "name", "Jahnplatz"));
    }

    /** With trees, litter bins, a path across and a playground. */
    private void park(Corner corner, String name) {
        List<Ground> outline = take(corner);
        map.area(outline, Map.of("leisure", "park", "name", name));
        Ground middle = middle(outline);
        map.line(List.of(outline.getFirst(), middle, outline.get(outline.size() / 2)), Map.of("highway", "footway"));
        map.area(box(middle.plus(new Ground(25, 20)), 24, 18), Map.of("leisure", "playground"));
        for (int i = 0; i < 14; i++) {
            Ground spot = middle.towards(outline.get(random.nextInt(outline.size())), random.nextDouble(0.25, 0.9));
            map.node(spot, Map.of("natural", "tree"));
        }
        for (int i = 0; i < 4; i++) {
            map.node(middle.towards(outline.get(i * outline.size() / 4), 0.6), Map.of("amenity", "waste_basket"));
        }
    }

    private void schools() {
        school(new Corner(5, 6), "school", "Grundschule Nord");
        school(new Corner(4, 17), "school", "Realschule am Ring");
        school(new Corner(5, 30), "school", "Gymnasium Musterstadt");
        school(new Corner(6, 10), "kindergarten", "Kita Regenbogen");
        school(new Corner(5, 1), "kindergarten", "Kita Spatzennest");
        school(new Corner(6, 16), "kindergarten", "Kita Am Sonnenhang");
        school(new Corner(4, 5), "kindergarten", "Kita Bergstraße");
        school(new Corner(6, 29), "kindergarten", "Waldkita Wurzelkinder");
        school(new Corner(6, 6), "hospital", "Klinikum Musterstadt");
    }

    private void school(Corner corner, String amenity, String name) {
        List<Ground> outline = take(corner);
        map.area(outline, Map.of("amenity", amenity, "name", name));
        map.area(box(middle(outline), 48, 20), Map.of("building", amenity, "name", name));
        map.node(middle(outline).plus(new Ground(0, 30)), Map.of("amenity", "waste_basket"));
    }

    private void works() {
        List<Ground> depot = take(new Corner(7, 2));
        map.area(depot, Map.of("landuse", "depot", "name", "Städtischer Bauhof"));
        map.area(box(middle(depot), 40, 25), Map.of("building", "industrial", "name", "Bauhof"));
        map.area(box(middle(depot).plus(new Ground(45, 0)), 12, 12), Map.of("man_made", "silo", "content", "salt"));
        map.area(box(new Ground(-1580, -1240), 150, 110), Map.of("man_made", "wastewater_plant", "name", "Kläranlage"));
        for (double east : new double[] {-1100, -350, 420, 1250}) {
            Ground pump = new Ground(east, Terrain.riverNorth(east) + 45);
            map.node(pump, Map.of("man_made", "pumping_station", "substance", "sewage", "name", "Pumpwerk"));
        }
        for (double east : new double[] {-1500, -700, 100, 900, 1600}) {
            Ground gauge = new Ground(east, Terrain.riverNorth(east) + 13);
            map.node(gauge, Map.of("man_made", "monitoring_station", "monitoring:water_level", "yes", "name", "Pegel"));
        }
    }

    private void house(Corner corner, String amenity, String name) {
        List<Ground> outline = take(corner);
        map.area(box(middle(outline), 26, 18), Map.of("building", "public", "amenity", amenity, "name", name));
    }

    private List<Ground> take(Corner corner) {
        int width = Corner.spokesBetweenCorners(corner.ring());
        Corner next = new Corner(corner.ring(), corner.spoke() + width);
        Corner far = new Corner(corner.ring() + 1, next.spoke());
        Corner back = new Corner(corner.ring() + 1, corner.spoke());
        List<Ground> outline = inset(Stream.of(side(corner, next), side(next, far), side(far, back), side(back, corner))
                .flatMap(List::stream)
                .toList());
        taken.add(outline);
        return outline;
    }

    private List<Ground> side(Corner from, Corner to) {
        return Stream.of(0.0, 1 / 3.0, 2 / 3.0)
                .map(share -> terrain.between(from, to, share))
                .toList();
    }

    private static List<Ground> inset(List<Ground> outline) {
        Ground middle = middle(outline);
        return outline.stream().map(corner -> corner.towards(middle, INSET)).toList();
    }

    private static Ground middle(List<Ground> outline) {
        Ground sum = outline.stream().reduce(new Ground(0, 0), Ground::plus);
        return new Ground(sum.east() / outline.size(), sum.north() / outline.size());
    }

    /** The corners of a building, so many metres wide and deep. */
    static List<Ground> box(Ground middle, double wide, double deep) {
        return List.of(
                middle.plus(new Ground(-wide / 2, -deep / 2)),
                middle.plus(new Ground(wide / 2, -deep / 2)),
                middle.plus(new Ground(wide / 2, deep / 2)),
                middle.plus(new Ground(-wide / 2, deep / 2)));
    }
}
