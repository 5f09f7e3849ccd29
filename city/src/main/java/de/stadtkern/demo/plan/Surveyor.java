package de.stadtkern.demo.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Puts streets and the river on the map. Streets meet in the corners they share. */
final class Surveyor {

    private static final int PIECES = 6;
    private static final int RIVER_PIECES = 40;
    private static final double EDGE_METRES = 2000;

    private final Terrain terrain;
    private final OsmXml map;
    private final Map<Corner, Point> corners = new HashMap<>();

    private record Point(int node, Ground ground) {

        boolean northOfRiver() {
            return Terrain.isNorthOfRiver(ground);
        }
    }

    Surveyor(OsmXml map, Terrain terrain) {
        this.map = map;
        this.terrain = terrain;
    }

    void river(String name) {
        List<Integer> course = IntStream.rangeClosed(0, RIVER_PIECES)
                .mapToDouble(piece -> (2.0 * piece / RIVER_PIECES - 1) * EDGE_METRES)
                .mapToObj(east -> map.node(new Ground(east, Terrain.riverNorth(east))))
                .toList();
        map.way(course, Map.of("waterway", "river", "name", name));
    }

    /** Where the street meets the river it has a bridge or a dead end at each bank. Returns its course. */
    List<Ground> street(Street street) {
        List<Point> points = points(street);
        List<Integer> stretch = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (i > 0 && point.northOfRiver() != points.get(i - 1).northOfRiver()) {
                road(street, stretch);
                bridge(street, List.of(points.get(i - 1).node(), point.node()));
                stretch.clear();
            }
            stretch.add(point.node());
        }
        road(street, stretch);
        return points.stream().map(Point::ground).toList();
    }

    private void road(Street street, List<Integer> nodes) {
        if (nodes.size() > 1) {
            map.way(nodes, Map.of("highway", street.highway(), "name", street.name()));
        }
    }

    private void bridge(Street street, List<Integer> banks) {
        if (street.crossesRiver()) {
            map.way(banks, Map.of("highway", street.highway(), "name", street.name(), "bridge", "yes", "layer", "1"));
        }
    }

    private List<Point> points(Street street) {
        List<Corner> along = street.corners();
        List<Point> points = new ArrayList<>();
        points.add(point(along.getFirst()));
        for (int i = 1; i < along.size(); i++) {
            for (int piece = 1; piece < PIECES; piece++) {
                points.add(point(terrain.between(along.get(i - 1), along.get(i), (double) piece / PIECES)));
            }
            points.add(point(along.get(i)));
        }
        return points;
    }

    private Point point(Corner corner) {
        return corners.computeIfAbsent(corner, each -> point(terrain.at(each)));
    }

    private Point point(Ground ground) {
        return new Point(map.node(ground), ground);
    }
}
