package de.stadtkern.kernel.streets;

import com.graphhopper.reader.ReaderWay;
import com.graphhopper.reader.osm.WaySegmentParser;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.RAMDirectory;
import com.graphhopper.util.PointList;
import de.stadtkern.kernel.geo.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the roads of an OpenStreetMap file, split where they meet. */
final class RoadReader {

    private final List<Stretch> stretches = new ArrayList<>();
    private final Map<Long, Integer> ordinals = new HashMap<>();

    private RoadReader() {}

    static List<Stretch> read(Path file) {
        RoadReader reader = new RoadReader();
        try (BaseGraph junctions = new BaseGraph.Builder(1).create()) {
            new WaySegmentParser.Builder(junctions.getNodeAccess(), new RAMDirectory())
                    .setWayFilter(way -> RoadTags.find(way).isPresent())
                    .setEdgeHandler((from, to, points, way, nodeTags) -> reader.add(way, points))
                    .build()
                    .readOSM(file.toFile());
        } catch (RuntimeException e) {
            throw new UnreadableExtractException(file, e);
        }
        if (reader.stretches.isEmpty()) {
            throw new UnreadableExtractException(file, "it holds no roads");
        }
        return reader.stretches;
    }

    private void add(ReaderWay way, PointList points) {
        int ordinal = ordinals.merge(way.getId(), 1, Integer::sum) - 1;
        RoadTags tags = RoadTags.find(way).orElseThrow();
        List<Position> course = courseOf(points);
        stretches.add(new Stretch(way.getId(), ordinal, tags, tags.reversed() ? course.reversed() : course));
    }

    private static List<Position> courseOf(PointList points) {
        List<Position> course = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            Position exact = new Position(points.getLon(i), points.getLat(i));
            course.add(Position.ofMicrodegrees(exact.microLon(), exact.microLat()));
        }
        return course;
    }
}
