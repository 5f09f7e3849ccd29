package de.stadtkern.demo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An OpenStreetMap file in the making: nodes, then ways, then relations, ids counted from 1. */
final class OsmXml {

    private final StringBuilder nodes = new StringBuilder();
    private final StringBuilder ways = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private int nodeCount;
    private int wayCount;
    private int relationCount;

    int node(Ground place) {
        return node(place, Map.of());
    }

    int node(Ground place, Map<String, String> tags) {
        nodeCount++;
        nodes.append(String.format(
                Locale.ROOT, "  <node id=\"%d\" lat=\"%.6f\" lon=\"%.6f\"", nodeCount, place.lat(), place.lon()));
        nodes.append(tags.isEmpty() ? "/>\n" : ">\n" + lines(tags) + "  </node>\n");
        return nodeCount;
    }

    int way(List<Integer> nodeIds, Map<String, String> tags) {
        wayCount++;
        ways.append("  <way id=\"").append(wayCount).append("\">\n");
        nodeIds.forEach(id -> ways.append("    <nd ref=\"").append(id).append("\"/>\n"));
        ways.append(lines(tags)).append("  </way>\n");
        return wayCount;
    }

    /** A line with nodes of its own. */
    int line(List<Ground> course, Map<String, String> tags) {
        return way(course.stream().map(this::node).toList(), tags);
    }

    /** A closed line with nodes of its own. */
    int area(List<Ground> outline, Map<String, String> tags) {
        List<Integer> ids = new ArrayList<>(outline.stream().map(this::node).toList());
        ids.add(ids.getFirst());
        return way(ids, tags);
    }

    /** What lies inside a closed way. */
    void boundary(int way, Map<String, String> tags) {
        relationCount++;
        relations.append("  <relation id=\"").append(relationCount).append("\">\n");
        relations.append("    <member type=\"way\" ref=\"").append(way).append("\" role=\"outer\"/>\n");
        relations.append(lines(tags)).append("  </relation>\n");
    }

    String text() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <osm version="0.6" generator="Stadtkern, simulated town" copyright="Musterstadt: invented, no real place">
                """ + nodes + ways + relations + "</osm>\n";
    }

    private static String lines(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> "    <tag k=\"" + tag.getKey() + "\" v=\"" + tag.getValue() + "\"/>\n")
                .collect(Collectors.joining());
    }
}
