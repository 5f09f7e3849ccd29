package de.stadtkern.demo.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An OpenStreetMap file in the making: nodes first, then ways, ids counted from 1. */
final class OsmXml {

    private final StringBuilder nodes = new StringBuilder();
    private final StringBuilder ways = new StringBuilder();
    private int nodeCount;
    private int wayCount;

    int node(Ground place) {
        nodeCount++;
        nodes.append(String.format(
                Locale.ROOT, "  <node id=\"%d\" lat=\"%.6f\" lon=\"%.6f\"/>\n", nodeCount, place.lat(), place.lon()));
        return nodeCount;
    }

    void way(List<Integer> nodeIds, Map<String, String> tags) {
        wayCount++;
        ways.append("  <way id=\"").append(wayCount).append("\">\n");
        nodeIds.forEach(id -> ways.append("    <nd ref=\"").append(id).append("\"/>\n"));
        ways.append(tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> "    <tag k=\"" + tag.getKey() + "\" v=\"" + tag.getValue() + "\"/>\n")
                .collect(Collectors.joining()));
        ways.append("  </way>\n");
    }

    String text() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <osm version="0.6" generator="Stadtkern, simulated town" copyright="Musterstadt: invented, no real place">
                """ + nodes + ways + "</osm>\n";
    }
}
