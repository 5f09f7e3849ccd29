package de.stadtkern.demo.devices;

import com.graphhopper.reader.ReaderElement;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Kinds of places, by OpenStreetMap's tags; where a town has none of a kind, the next best is taken. */
enum Spot {
    STREET(null, way -> way.hasTag("highway", "residential", "living_street", "unclassified", "tertiary")),
    MAIN_ROAD(STREET, way -> way.hasTag("highway", "primary", "secondary", "tertiary", "trunk")),
    FOOTWAY(STREET, way -> way.hasTag("highway", "footway", "pedestrian", "path")),
    PARK(FOOTWAY, place -> place.hasTag("leisure", "park", "garden", "playground")),
    LITTER_BIN(FOOTWAY, node -> node.hasTag("amenity", "waste_basket")),
    GLASS(STREET, node -> node.hasTag("amenity", "recycling")),
    BAY(STREET, node -> node.hasTag("amenity", "parking_space")),
    CAR_PARK(STREET, area -> area.hasTag("amenity", "parking") && area.hasTag("name")),
    SQUARE(FOOTWAY, area -> area.hasTag("place", "square") || area.hasTag("highway", "pedestrian")),
    CYCLEWAY(MAIN_ROAD, way -> way.hasTag("highway", "cycleway")),
    WATER(PARK, way -> way.hasTag("waterway", "river", "stream", "canal")),
    GAUGE(WATER, node -> node.hasTag("monitoring:water_level", "yes")),
    PUMP(WATER, node -> node.hasTag("man_made", "pumping_station", "wastewater_plant")),
    HYDRANT(STREET, node -> node.hasTag("emergency", "fire_hydrant")),
    CHILDREN(STREET, area -> area.hasTag("amenity", "school", "kindergarten") && area.hasTag("name")),
    TOWN_HOUSE(
            CHILDREN,
            area -> area.hasTag("amenity", "townhall", "library", "community_centre", "hospital", "fire_station")),
    LIBRARY(TOWN_HOUSE, area -> area.hasTag("amenity", "library")),
    DEPOT(TOWN_HOUSE, area -> area.hasTag("landuse", "depot") || area.hasTag("man_made", "silo"));

    private final List<Spot> nextBest;
    private final Predicate<ReaderElement> tags;

    Spot(@Nullable Spot nextBest, Predicate<ReaderElement> tags) {
        this.nextBest = nextBest == null ? List.of() : List.of(nextBest);
        this.tags = tags;
    }

    List<Spot> nextBest() {
        return nextBest;
    }

    boolean matches(ReaderElement element) {
        return tags.test(element);
    }
}
