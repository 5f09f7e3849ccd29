package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.basemap.Kind.Form;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Draws features into a picture: the ground first, names last. Needs no screen and no fonts of the system. */
final class Drawing {

    private static final int BUILDING_EDGE_ZOOM = 16;

    private final MapStyle style;
    private final Viewport view;
    private final Graphics2D pen;

    private Drawing(MapStyle style, Viewport view, Graphics2D pen) {
        this.style = style;
        this.view = view;
        this.pen = pen;
    }

    /** The features in the order in which they came, with so many dots a pixel. */
    static BufferedImage of(List<MapFeature> features, MapStyle style, Viewport view, int dotsPerPixel) {
        BufferedImage picture = new BufferedImage(
                view.width() * dotsPerPixel, view.height() * dotsPerPixel, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            pen.scale(dotsPerPixel, dotsPerPixel);
            pen.setColor(Ink.GROUND.in(style));
            pen.fillRect(0, 0, view.width(), view.height());
            new Drawing(style, view, pen).draw(features);
            new Lettering(style, view, pen).write(features);
        } finally {
            pen.dispose();
        }
        return picture;
    }

    private void draw(List<MapFeature> features) {
        features.stream()
                .filter(feature -> feature.kind().form() == Form.LAND)
                .sorted(Comparator.comparingDouble(
                                (MapFeature feature) -> feature.shape().size())
                        .reversed())
                .forEach(this::fill);
        lines(features, Kind.STREAM, Kind.RIVER);
        features.stream()
                .filter(feature -> feature.kind().form() == Form.AREA)
                .sorted(Comparator.comparing(MapFeature::kind))
                .forEach(this::fill);
        roads(features, -1);
        roads(features, 0);
        roads(features, 1);
        lines(features, Kind.BOUNDARY, Kind.BOUNDARY);
        features.stream().filter(feature -> feature.kind() == Kind.TREE).forEach(this::tree);
    }

    private void fill(MapFeature area) {
        if (area.shape().lines().getFirst().length == 2) {
            return;
        }
        Path2D path = view.path(area.shape());
        boolean building = area.kind() == Kind.BUILDING || area.kind() == Kind.HOUSE;
        pen.setColor((building ? Ink.BUILDING : Ink.valueOf(area.kind().name())).in(style));
        pen.fill(path);
        if (building && view.zoom() >= BUILDING_EDGE_ZOOM) {
            stroke(path, Ink.BUILDING_EDGE, 0.7f);
        }
    }

    private void lines(List<MapFeature> features, Kind first, Kind last) {
        for (MapFeature line : of(features, kind -> kind == first || kind == last)) {
            Path2D path = view.path(line.shape());
            switch (line.kind()) {
                case BOUNDARY -> stroke(path, Ink.BOUNDARY, 1.4f, 9, 3, 2, 3);
                case RIVER -> stroke(path, Ink.WATER, waterWidth(1.6));
                default -> stroke(path, Ink.WATER, waterWidth(0.8));
            }
        }
    }

    private float waterWidth(double atZoom13) {
        return (float) Math.min(12, atZoom13 * Math.pow(1.4, view.zoom() - 13));
    }

    private void roads(List<MapFeature> features, int layer) {
        List<MapFeature> roads = of(features, kind -> kind.form() == Form.ROAD).stream()
                .filter(road -> road.traits().layer() == layer)
                .sorted(Comparator.comparing(MapFeature::kind))
                .toList();
        for (MapFeature road : roads) {
            edge(road, RoadSymbol.of(road.kind()), layer);
        }
        for (MapFeature road : roads) {
            fill(road, RoadSymbol.of(road.kind()), layer);
        }
    }

    private void edge(MapFeature road, RoadSymbol symbol, int layer) {
        float width = symbol.width(view.zoom());
        if (layer > 0 && width > 1.5f) {
            butt(view.path(road.shape()), symbol.hasEdge() ? symbol.edge() : Ink.STREET_EDGE, width + 3.2f);
        } else if (symbol.hasEdge() && width > 1.3f) {
            Path2D path = view.path(road.shape());
            float edge = width > 5 ? 1.8f : 1.2f;
            if (layer < 0) {
                stroke(path, symbol.edge(), width + edge, 4, 3);
            } else {
                stroke(path, symbol.edge(), width + edge);
            }
        }
    }

    private void fill(MapFeature road, RoadSymbol symbol, int layer) {
        Path2D path = view.path(road.shape());
        float width = symbol.width(view.zoom());
        if (layer < 0 && symbol.hasEdge()) {
            stroke(path, Ink.TUNNEL, width);
        } else if (road.kind() == Kind.RAIL) {
            rail(path, symbol, width);
        } else if (symbol.dashes().length > 0) {
            dashed(path, symbol, width);
        } else {
            stroke(path, symbol.hasEdge() && width <= 1.3f ? thin(symbol) : symbol.fill(), Math.max(width, 0.5f));
        }
    }

    /** A road too narrow for edges would vanish on ground of its own colour. */
    private static Ink thin(RoadSymbol symbol) {
        return symbol.fill() == Ink.STREET || symbol.fill() == Ink.PEDESTRIAN ? Ink.STREET_EDGE : symbol.fill();
    }

    private void rail(Path2D path, RoadSymbol symbol, float width) {
        stroke(path, Ink.RAIL, width);
        if (width > 1.5f) {
            butt(path, Ink.RAIL_GAP, width - 1, symbol.dashes()[0] * 2.2f, symbol.dashes()[1] * 2.2f);
        }
    }

    private void dashed(Path2D path, RoadSymbol symbol, float width) {
        float unit = Math.max(width, 1);
        float[] dashes = {symbol.dashes()[0] * unit, symbol.dashes()[1] * unit};
        butt(path, symbol.fill(), Math.max(width, 0.6f), dashes);
    }

    private void tree(MapFeature tree) {
        double radius = 1.6 * Math.pow(1.55, view.zoom() - 17);
        int[] place = tree.shape().lines().getFirst();
        pen.setColor(Ink.TREE.in(style));
        pen.fill(new Ellipse2D.Double(view.x(place[0]) - radius, view.y(place[1]) - radius, 2 * radius, 2 * radius));
    }

    private void stroke(Path2D path, Ink ink, float width, float... dashes) {
        stroke(
                path,
                ink,
                new BasicStroke(
                        width,
                        dashes.length == 0 ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_ROUND,
                        1,
                        dashes.length == 0 ? null : dashes,
                        0));
    }

    private void butt(Path2D path, Ink ink, float width, float... dashes) {
        stroke(
                path,
                ink,
                new BasicStroke(
                        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.length == 0 ? null : dashes, 0));
    }

    private void stroke(Path2D path, Ink ink, BasicStroke stroke) {
        pen.setColor(ink.in(style));
        pen.setStroke(stroke);
        pen.draw(path);
    }

    private static List<MapFeature> of(List<MapFeature> features, Predicate<Kind> kinds) {
        return features.stream().filter(feature -> kinds.test(feature.kind())).toList();
    }
}
