package de.stadtkern.kernel.routing;

import com.graphhopper.isochrone.algorithm.ContourBuilder;
import com.graphhopper.isochrone.algorithm.ReadableTriangulation;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.triangulate.DelaunayTriangulationBuilder;
import org.locationtech.jts.triangulate.quadedge.QuadEdgeSubdivision;
import org.locationtech.jts.triangulate.quadedge.Vertex;

/** What is within reach: one area for each time, drawn between the junctions that are reached in time and the others. */
record Reach(List<Area> areas) {

    private static final double NEVER = 1e9;
    private static final double KM_PER_DEGREE = 111.195;
    private static final int FEWEST_JUNCTIONS = 3;

    /** What is reached within so many minutes. */
    record Area(int minutes, MultiPolygon shape) {

        double squareKilometres() {
            double latitude = Math.toRadians(shape.getCentroid().getY());
            return shape.isEmpty() ? 0 : shape.getArea() * KM_PER_DEGREE * KM_PER_DEGREE * Math.cos(latitude);
        }

        Feature feature() {
            return new Feature(
                    "Feature",
                    Map.of("type", "MultiPolygon", "coordinates", polygons(shape)),
                    Map.of("minutes", minutes, "state", "info", "label", minutes + " min"));
        }
    }

    static Reach of(Net net, Costs costs, BitSet closed, Stop start, List<Integer> minutes) {
        Search search = new Search(net, costs, closed).run(start, Search.NO_LIMIT);
        List<Coordinate> junctions = new ArrayList<>();
        for (int node = 0; node < net.nodes; node++) {
            double seconds = seconds(net, costs, search, node);
            if (seconds >= 0) {
                Position position = net.position(node);
                junctions.add(new Coordinate(position.lon(), position.lat(), seconds));
            }
        }
        return junctions.size() < FEWEST_JUNCTIONS ? new Reach(List.of()) : new Reach(areas(junctions, minutes));
    }

    /** To a junction; negative when no way of this profile leads through it. */
    private static double seconds(Net net, Costs costs, Search search, int node) {
        double best = -1;
        for (int at = net.first[node]; at < net.first[node + 1]; at++) {
            int key = net.out[at];
            if (costs.passable(key)) {
                double seconds = search.isReached(key) ? search.timeCentis(key) / 100.0 : NEVER;
                best = best < 0 ? seconds : Math.min(best, seconds);
            }
        }
        return best;
    }

    private static List<Area> areas(List<Coordinate> junctions, List<Integer> minutes) {
        DelaunayTriangulationBuilder builder = new DelaunayTriangulationBuilder();
        builder.setSites(junctions);
        QuadEdgeSubdivision triangles = builder.getSubdivision();
        for (Object each : triangles.getVertices(true)) {
            Vertex vertex = (Vertex) each;
            if (triangles.isFrameVertex(vertex)) {
                vertex.setZ(NEVER);
            }
        }
        ReadableTriangulation readable = ReadableTriangulation.wrap(triangles);
        return minutes.stream()
                .map(each ->
                        new Area(each, new ContourBuilder(readable).computeIsoline(60.0 * each, readable.getEdges())))
                .toList();
    }

    private static List<Object> polygons(MultiPolygon shape) {
        return parts(shape)
                .map(each -> (Polygon) each)
                .map(polygon -> {
                    List<Object> rings = new ArrayList<>(List.of(ring(polygon.getExteriorRing())));
                    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                        rings.add(ring(polygon.getInteriorRingN(i)));
                    }
                    return (Object) rings;
                })
                .toList();
    }

    private static Stream<Geometry> parts(Geometry shape) {
        return IntStream.range(0, shape.getNumGeometries()).mapToObj(shape::getGeometryN);
    }

    private static List<List<Double>> ring(Geometry ring) {
        return Arrays.stream(ring.getCoordinates())
                .map(point -> List.of(rounded(point.x), rounded(point.y)))
                .toList();
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
