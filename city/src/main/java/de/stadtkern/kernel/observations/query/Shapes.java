package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.databind.JsonNode;

/** Geometries in degrees (WGS 84), read from GeoJSON and from well-known text. */
public final class Shapes {

    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final int LONGEST_NAME = 80;

    private Shapes() {}

    /** The geometry of a GeoJSON geometry or feature; refused when it is none. */
    public static Geometry ofJson(JsonNode json) {
        try {
            return geometry(json);
        } catch (IllegalArgumentException e) {
            String shown = json.toString();
            throw Refusal.badInput(
                    "observations.refusal.geometry",
                    shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) + "…" : shown);
        }
    }

    static Geometry ofText(String wkt) {
        try {
            Geometry geometry = new WKTReader(FACTORY).read(wkt);
            if (geometry.isEmpty() || !geometry.isValid()) {
                throw new IllegalArgumentException("empty or crossing itself");
            }
            return geometry;
        } catch (ParseException | IllegalArgumentException e) {
            throw Refusal.badInput("observations.refusal.geometry", wkt);
        }
    }

    private static Geometry geometry(JsonNode json) {
        JsonNode coordinates = json.path("coordinates");
        return switch (json.path("type").asString("")) {
            case "Feature" -> geometry(json.path("geometry"));
            case "Point" -> FACTORY.createPoint(coordinate(coordinates));
            case "MultiPoint" -> FACTORY.createMultiPointFromCoords(coordinates(coordinates, 1));
            case "LineString" -> line(coordinates);
            case "MultiLineString" ->
                FACTORY.createMultiLineString(
                        each(coordinates).stream().map(Shapes::line).toArray(LineString[]::new));
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" ->
                FACTORY.createMultiPolygon(
                        each(coordinates).stream().map(Shapes::polygon).toArray(Polygon[]::new));
            case "GeometryCollection" ->
                FACTORY.createGeometryCollection(each(json.path("geometries")).stream()
                        .map(Shapes::geometry)
                        .toArray(Geometry[]::new));
            default -> throw new IllegalArgumentException("type");
        };
    }

    private static LineString line(JsonNode coordinates) {
        return FACTORY.createLineString(coordinates(coordinates, 2));
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> all = each(rings).stream()
                .map(ring -> FACTORY.createLinearRing(coordinates(ring, 4)))
                .toList();
        return FACTORY.createPolygon(all.getFirst(), all.stream().skip(1).toArray(LinearRing[]::new));
    }

    private static Coordinate[] coordinates(JsonNode array, int fewest) {
        List<Coordinate> all = each(array).stream().map(Shapes::coordinate).toList();
        if (all.size() < fewest) {
            throw new IllegalArgumentException("too few");
        }
        return all.toArray(Coordinate[]::new);
    }

    private static Coordinate coordinate(JsonNode pair) {
        if (!pair.isArray()
                || pair.size() < 2
                || !pair.path(0).isNumber()
                || !pair.path(1).isNumber()) {
            throw new IllegalArgumentException("coordinate");
        }
        double lon = pair.path(0).doubleValue();
        double lat = pair.path(1).doubleValue();
        if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
            throw new IllegalArgumentException("not in degrees");
        }
        return new Coordinate(lon, lat);
    }

    private static List<JsonNode> each(JsonNode array) {
        if (!array.isArray() || array.isEmpty()) {
            throw new IllegalArgumentException("array");
        }
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    /** The bounds as PostgreSQL writes a box, in microdegrees. */
    public static String box(Geometry geometry) {
        var bounds = geometry.getEnvelopeInternal();
        return "(%s,%s),(%s,%s)"
                .formatted(
                        micro(bounds.getMaxX()),
                        micro(bounds.getMaxY()),
                        micro(bounds.getMinX()),
                        micro(bounds.getMinY()));
    }

    /** The point as PostgreSQL writes it, in microdegrees. */
    public static String point(Point point) {
        return "(" + micro(point.getX()) + "," + micro(point.getY()) + ")";
    }

    /** A ring as the corners of a PostgreSQL polygon or path, in microdegrees. */
    static String corners(LinearRing ring) {
        StringBuilder text = new StringBuilder();
        for (Coordinate corner : ring.getCoordinates()) {
            text.append(text.isEmpty() ? "" : ",")
                    .append('(')
                    .append(micro(corner.x))
                    .append(',')
                    .append(micro(corner.y))
                    .append(')');
        }
        return text.toString();
    }

    static double micro(double degrees) {
        return Math.rint(degrees * 1e9) / 1e3;
    }
}
