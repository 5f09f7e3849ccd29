package de.stadtkern.kernel.geo;

import java.util.List;
import java.util.Map;

/**
 * A feature of GeoJSON (RFC 7946), ready for Jackson.
 *
 * @param properties what {@code <sk-map>} shows: {@code state} or, of an area, {@code heat} from 1 to 5, {@code label} and,
 *     for a link, {@code href}
 */
public record Feature(String type, Map<String, Object> geometry, Map<String, Object> properties) {

    /** A feature at a place. */
    public static Feature point(Position position, Map<String, Object> properties) {
        return new Feature(
                "Feature", Map.of("type", "Point", "coordinates", coordinates(position)), Map.copyOf(properties));
    }

    /** A feature along a line of at least two positions. */
    public static Feature line(List<Position> course, Map<String, Object> properties) {
        var coordinates = course.stream().map(Feature::coordinates).toList();
        return new Feature("Feature", Map.of("type", "LineString", "coordinates", coordinates), Map.copyOf(properties));
    }

    /** A feature over an area whose rim ends where it begins. */
    public static Feature area(List<Position> rim, Map<String, Object> properties) {
        var coordinates = rim.stream().map(Feature::coordinates).toList();
        return new Feature(
                "Feature", Map.of("type", "Polygon", "coordinates", List.of(coordinates)), Map.copyOf(properties));
    }

    /** What a response holds. */
    public record Collection(String type, List<Feature> features) {

        /** All these features. */
        public static Collection of(List<Feature> features) {
            return new Collection("FeatureCollection", List.copyOf(features));
        }
    }

    private static List<Double> coordinates(Position position) {
        return List.of(position.microLon() / 1e6, position.microLat() / 1e6);
    }
}
