package de.stadtkern.kernel.basemap;

import com.graphhopper.reader.ReaderElement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tags of an OpenStreetMap element say about a feature.
 *
 * @param name as people call it; of a house its number; else empty
 * @param ref of a road, as in {@code B 37}, else empty
 * @param minZoom from which zoom on it is shown, if it is large enough
 * @param layer −1 in a tunnel, 1 on a bridge, else 0
 */
record Traits(Kind kind, String name, String ref, int minZoom, int layer) {

    private static final Map<String, Kind> ROADS = Map.ofEntries(
            Map.entry("motorway", Kind.MOTORWAY),
            Map.entry("trunk", Kind.TRUNK),
            Map.entry("primary", Kind.PRIMARY),
            Map.entry("secondary", Kind.SECONDARY),
            Map.entry("tertiary", Kind.TERTIARY),
            Map.entry("unclassified", Kind.RESIDENTIAL),
            Map.entry("residential", Kind.RESIDENTIAL),
            Map.entry("road", Kind.RESIDENTIAL),
            Map.entry("living_street", Kind.LIVING_STREET),
            Map.entry("pedestrian", Kind.PEDESTRIAN),
            Map.entry("service", Kind.SERVICE),
            Map.entry("track", Kind.TRACK),
            Map.entry("path", Kind.PATH),
            Map.entry("footway", Kind.PATH),
            Map.entry("cycleway", Kind.PATH),
            Map.entry("bridleway", Kind.PATH),
            Map.entry("steps", Kind.STEPS));

    private static final Map<String, Kind> RAILWAYS =
            Map.of("rail", Kind.RAIL, "light_rail", Kind.RAIL, "narrow_gauge", Kind.RAIL, "tram", Kind.TRAM);

    private static final Map<String, Kind> WATERWAYS = Map.of(
            "river",
            Kind.RIVER,
            "canal",
            Kind.RIVER,
            "stream",
            Kind.STREAM,
            "ditch",
            Kind.STREAM,
            "drain",
            Kind.STREAM);

    private static final Map<String, Kind> PLACES = Map.ofEntries(
            Map.entry("city", Kind.CITY),
            Map.entry("town", Kind.TOWN),
            Map.entry("village", Kind.VILLAGE),
            Map.entry("suburb", Kind.SUBURB),
            Map.entry("hamlet", Kind.HAMLET),
            Map.entry("isolated_dwelling", Kind.HAMLET),
            Map.entry("quarter", Kind.QUARTER),
            Map.entry("neighbourhood", Kind.QUARTER),
            Map.entry("locality", Kind.QUARTER));

    /** Tag and value of areas; the first that fits wins. */
    private static final Map<String, Map<String, Kind>> AREAS = Map.of(
            "natural",
                    Map.ofEntries(
                            Map.entry("water", Kind.WATER),
                            Map.entry("wood", Kind.FOREST),
                            Map.entry("scrub", Kind.SCRUB),
                            Map.entry("heath", Kind.SCRUB),
                            Map.entry("wetland", Kind.SCRUB),
                            Map.entry("grassland", Kind.GRASS),
                            Map.entry("sand", Kind.BARE),
                            Map.entry("bare_rock", Kind.BARE),
                            Map.entry("scree", Kind.BARE)),
            "waterway", Map.of("riverbank", Kind.WATER, "dock", Kind.WATER),
            "landuse",
                    Map.ofEntries(
                            Map.entry("reservoir", Kind.WATER),
                            Map.entry("basin", Kind.WATER),
                            Map.entry("forest", Kind.FOREST),
                            Map.entry("grass", Kind.GRASS),
                            Map.entry("meadow", Kind.GRASS),
                            Map.entry("village_green", Kind.GRASS),
                            Map.entry("greenfield", Kind.GRASS),
                            Map.entry("recreation_ground", Kind.PARK),
                            Map.entry("allotments", Kind.PARK),
                            Map.entry("cemetery", Kind.CEMETERY),
                            Map.entry("farmland", Kind.FARMLAND),
                            Map.entry("farm", Kind.FARMLAND),
                            Map.entry("orchard", Kind.FARMLAND),
                            Map.entry("vineyard", Kind.FARMLAND),
                            Map.entry("plant_nursery", Kind.FARMLAND),
                            Map.entry("residential", Kind.RESIDENTIAL_AREA),
                            Map.entry("farmyard", Kind.RESIDENTIAL_AREA),
                            Map.entry("garages", Kind.RESIDENTIAL_AREA),
                            Map.entry("commercial", Kind.COMMERCIAL_AREA),
                            Map.entry("retail", Kind.COMMERCIAL_AREA),
                            Map.entry("industrial", Kind.INDUSTRIAL_AREA),
                            Map.entry("railway", Kind.INDUSTRIAL_AREA),
                            Map.entry("port", Kind.INDUSTRIAL_AREA),
                            Map.entry("military", Kind.INDUSTRIAL_AREA),
                            Map.entry("brownfield", Kind.BARE),
                            Map.entry("construction", Kind.BARE),
                            Map.entry("quarry", Kind.BARE),
                            Map.entry("landfill", Kind.BARE)),
            "leisure",
                    Map.ofEntries(
                            Map.entry("park", Kind.PARK),
                            Map.entry("garden", Kind.PARK),
                            Map.entry("golf_course", Kind.PARK),
                            Map.entry("playground", Kind.PARK),
                            Map.entry("dog_park", Kind.PARK),
                            Map.entry("nature_reserve", Kind.PARK),
                            Map.entry("pitch", Kind.PITCH),
                            Map.entry("track", Kind.PITCH),
                            Map.entry("stadium", Kind.CAMPUS),
                            Map.entry("sports_centre", Kind.CAMPUS),
                            Map.entry("swimming_pool", Kind.WATER)),
            "amenity",
                    Map.of(
                            "school", Kind.CAMPUS,
                            "kindergarten", Kind.CAMPUS,
                            "university", Kind.CAMPUS,
                            "college", Kind.CAMPUS,
                            "hospital", Kind.CAMPUS,
                            "grave_yard", Kind.CEMETERY,
                            "parking", Kind.PARKING,
                            "marketplace", Kind.SQUARE),
            "place", Map.of("square", Kind.SQUARE),
            "tourism", Map.of("zoo", Kind.PARK));

    private static final Set<String> SMALL_SERVICE = Set.of("driveway", "parking_aisle", "alley", "drive-through");
    private static final Set<String> SMALL_RAIL = Set.of("yard", "siding", "spur", "crossover");
    private static final Set<String> AREA_ROADS = Set.of("pedestrian", "footway", "service", "living_street");
    private static final String LINK = "_link";

    /** Of a way drawn as a line. */
    static Optional<Traits> ofLine(ReaderElement way) {
        String highway = way.getTag("highway", "");
        boolean link = highway.endsWith(LINK);
        String road = link ? highway.substring(0, highway.length() - LINK.length()) : highway;
        if (ROADS.containsKey(road) && !way.hasTag("area", "yes")) {
            return Optional.of(road(way, ROADS.get(road), link));
        }
        if (RAILWAYS.containsKey(way.getTag("railway", ""))) {
            return Optional.of(railway(way));
        }
        Kind water = WATERWAYS.get(way.getTag("waterway", ""));
        if (water != null && !way.hasTag("tunnel", "culvert", "yes")) {
            return Optional.of(of(water, way));
        }
        return Optional.empty();
    }

    /** Of a closed way, or of a relation of ways. */
    static Optional<Traits> ofArea(ReaderElement area) {
        if (isTrue(area, "building")) {
            return Optional.of(building(area));
        }
        if (area.hasTag("area", "yes") && AREA_ROADS.contains(area.getTag("highway", ""))) {
            return Optional.of(of(Kind.SQUARE, area));
        }
        for (String key : new String[] {"waterway", "natural", "leisure", "amenity", "tourism", "place", "landuse"}) {
            Kind kind = AREAS.getOrDefault(key, Map.of()).get(area.getTag(key, ""));
            if (kind != null && !area.hasTag("parking", "underground")) {
                return Optional.of(of(kind, area));
            }
        }
        return Optional.empty();
    }

    /** Of a node. */
    static Optional<Traits> ofPoint(ReaderElement node) {
        Kind place = PLACES.get(node.getTag("place", ""));
        if (place != null && node.hasTag("name")) {
            return Optional.of(of(place, node));
        }
        if (node.hasTag("railway", "station", "halt") && node.hasTag("name")) {
            return Optional.of(of(Kind.STATION, node));
        }
        if (node.hasTag("natural", "peak") && node.hasTag("name")) {
            return Optional.of(of(Kind.PEAK, node));
        }
        if (node.hasTag("natural", "tree")) {
            return Optional.of(of(Kind.TREE, node));
        }
        String number = node.getTag("addr:housenumber", "");
        return number.isEmpty() ? Optional.empty() : Optional.of(new Traits(Kind.HOUSE, number, "", 18, 0));
    }

    /** The border of a state, district or municipality; of anything less, empty. */
    static Optional<Traits> ofBoundary(ReaderElement element) {
        if (!element.hasTag("boundary", "administrative")) {
            return Optional.empty();
        }
        return switch (element.getTag("admin_level", "")) {
            case "2", "3", "4", "5", "6" -> Optional.of(new Traits(Kind.BOUNDARY, "", "", 10, 0));
            case "7", "8" -> Optional.of(new Traits(Kind.BOUNDARY, "", "", 12, 0));
            default -> Optional.empty();
        };
    }

    private static Traits road(ReaderElement way, Kind kind, boolean link) {
        boolean small = SMALL_SERVICE.contains(way.getTag("service", ""));
        int minZoom = small ? 16 : link ? Math.max(12, kind.minZoom()) : kind.minZoom();
        return new Traits(kind, link ? "" : name(way), link ? "" : way.getTag("ref", ""), minZoom, layer(way));
    }

    private static Traits railway(ReaderElement way) {
        Kind kind = RAILWAYS.getOrDefault(way.getTag("railway", ""), Kind.RAIL);
        Kind drawn = SMALL_RAIL.contains(way.getTag("service", "")) ? Kind.SIDING : kind;
        return new Traits(drawn, "", "", drawn.minZoom(), layer(way));
    }

    private static Traits building(ReaderElement area) {
        String name = name(area);
        String number = area.getTag("addr:housenumber", "");
        return name.isEmpty() && !number.isEmpty()
                ? new Traits(Kind.HOUSE, number, "", Kind.HOUSE.minZoom(), 0)
                : of(Kind.BUILDING, area);
    }

    private static Traits of(Kind kind, ReaderElement element) {
        return new Traits(kind, name(element), "", kind.minZoom(), 0);
    }

    private static String name(ReaderElement element) {
        return element.getTag("name", "");
    }

    private static int layer(ReaderElement way) {
        return isTrue(way, "bridge") ? 1 : isTrue(way, "tunnel") ? -1 : 0;
    }

    private static boolean isTrue(ReaderElement element, String tag) {
        return !element.getTag(tag, "no").equals("no");
    }
}
