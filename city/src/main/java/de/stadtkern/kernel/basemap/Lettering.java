package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.basemap.Lettered.Look;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes the names into a picture, the important ones first; where there is no room, a name is left out. */
final class Lettering {

    private static final float HALO = 2.8f;
    private static final double STEP = 16;
    private static final double SAME_STREET = 320;
    private static final double SAME_BADGE = 240;
    private static final double SAME_SIGN = 30;
    private static final double SAME_NAME = 160;
    private static final Set<Kind> LARGE_ROADS =
            EnumSet.of(Kind.MOTORWAY, Kind.TRUNK, Kind.PRIMARY, Kind.SECONDARY, Kind.TERTIARY);
    private static final Set<Kind> NUMBERED = EnumSet.of(Kind.MOTORWAY, Kind.TRUNK, Kind.PRIMARY, Kind.SECONDARY);

    private final MapStyle style;
    private final Viewport view;
    private final Graphics2D pen;
    private final LabelBoard board;

    Lettering(MapStyle style, Viewport view, Graphics2D pen) {
        this.style = style;
        this.view = view;
        this.pen = pen;
        this.board = new LabelBoard(view.width(), view.height());
    }

    void write(List<MapFeature> features) {
        places(features, EnumSet.of(Kind.CITY, Kind.TOWN, Kind.VILLAGE, Kind.SUBURB));
        badges(features);
        stations(features);
        places(features, EnumSet.of(Kind.HAMLET));
        courses(features, LARGE_ROADS);
        courses(features, EnumSet.of(Kind.RIVER));
        areas(features, EnumSet.of(Kind.SQUARE));
        courses(features, EnumSet.of(Kind.PEDESTRIAN, Kind.LIVING_STREET, Kind.RESIDENTIAL));
        places(features, EnumSet.of(Kind.PEAK, Kind.QUARTER));
        areas(features, EnumSet.range(Kind.CAMPUS, Kind.WATER));
        courses(features, EnumSet.of(Kind.STREAM, Kind.SERVICE, Kind.TRACK, Kind.PATH, Kind.STEPS));
        areas(features, EnumSet.of(Kind.BUILDING));
        areas(features, EnumSet.of(Kind.HOUSE));
    }

    // --- At a place ---

    private void places(List<MapFeature> features, Set<Kind> kinds) {
        named(features, kinds).stream()
                .filter(place -> view.zoom() < lastZoom(place.kind()))
                .sorted(Comparator.comparing(MapFeature::kind))
                .forEach(place -> {
                    int[] at = place.shape().lines().getFirst();
                    write(place.name(), view.x(at[0]), view.y(at[1]), look(place.kind()), SAME_NAME);
                });
    }

    private static double lastZoom(Kind kind) {
        return switch (kind) {
            case CITY -> 14.5;
            case TOWN -> 15.5;
            case VILLAGE, SUBURB -> 16.5;
            default -> 20;
        };
    }

    private void stations(List<MapFeature> features) {
        for (MapFeature station : named(features, EnumSet.of(Kind.STATION))) {
            int[] at = station.shape().lines().getFirst();
            double x = view.x(at[0]);
            double y = view.y(at[1]);
            Rectangle2D sign = new Rectangle2D.Double(x - 4.5, y - 4.5, 9, 9);
            if (board.take(station.name(), List.of(sign), SAME_SIGN)) {
                pen.setColor(Ink.HALO.in(style));
                pen.fill(sign);
                pen.setColor(Ink.RAIL_TEXT.in(style));
                pen.fill(new Rectangle2D.Double(x - 3.2, y - 3.2, 6.4, 6.4));
                Look look = look(Kind.STATION);
                write(station.name(), x, y + 8 + Lettered.height(station.name(), look) / 2, look, 0);
            }
        }
    }

    /** The largest first, where the area is large enough for its name. */
    private void areas(List<MapFeature> features, Set<Kind> kinds) {
        named(features, kinds).stream()
                .filter(area -> isRoomy(area, look(area.kind())))
                .sorted(Comparator.comparingDouble(
                                (MapFeature area) -> area.shape().size())
                        .reversed())
                .forEach(area -> {
                    double[] inside = area.shape().inside();
                    write(
                            area.name(),
                            view.x(inside[0]),
                            view.y(inside[1]),
                            look(area.kind()),
                            area.kind() == Kind.HOUSE ? 0 : SAME_NAME);
                });
    }

    private boolean isRoomy(MapFeature area, Look look) {
        double side = area.shape().size() * view.scale();
        return switch (area.kind()) {
            case HOUSE -> view.zoom() >= 18;
            case BUILDING -> view.zoom() >= 17 && side > 26;
            default -> view.zoom() >= 13 && side > Math.min(look.face().width(area.name(), look.size()), 110) * 0.8;
        };
    }

    /** A text whose place can be seen moves inwards rather than being cut. */
    private void write(String text, double x, double y, Look look, double distance) {
        if (!view.contains(x, y)) {
            return;
        }
        Lettered label = Lettered.at(x, y, text, look);
        Rectangle2D all = label.outline().getBounds2D();
        double half = all.getWidth() / 2 + 5;
        double inner =
                Math.clamp(x, Math.min(half, view.width() / 2.0), Math.max(view.width() - half, view.width() / 2.0));
        Lettered moved = inner == x ? label : Lettered.at(inner, y, text, look);
        if (board.take(text, moved.boxes(), distance)) {
            show(moved.outline(), look.ink());
        }
    }

    // --- Along a line ---

    private void courses(List<MapFeature> features, Set<Kind> kinds) {
        Map<String, List<MapFeature>> byName = new LinkedHashMap<>();
        named(features, kinds).stream()
                .filter(line -> view.zoom() >= firstZoom(line.kind()))
                .sorted(Comparator.comparing(MapFeature::kind).reversed())
                .forEach(line -> byName.computeIfAbsent(line.name(), name -> new ArrayList<>())
                        .add(line));
        byName.forEach((name, lines) -> {
            Look look = look(lines.getFirst().kind());
            joined(lines).forEach(line -> along(line, name, look));
        });
    }

    private static int firstZoom(Kind kind) {
        return switch (kind) {
            case RIVER -> 12;
            case MOTORWAY, TRUNK, PRIMARY, SECONDARY -> 13;
            case TERTIARY -> 14;
            case SERVICE, TRACK, PATH, STEPS -> 16;
            default -> 15;
        };
    }

    /** A street is many ways in the extract; its name belongs to the whole. */
    private static List<int[]> joined(List<MapFeature> lines) {
        List<int[]> rest = new ArrayList<>(
                lines.stream().map(line -> line.shape().lines().getFirst()).toList());
        List<int[]> joined = new ArrayList<>();
        while (!rest.isEmpty()) {
            int[] forwards = Rings.chained(rest.removeFirst(), rest);
            joined.add(Rings.chained(Rings.reversed(forwards), rest));
        }
        return joined;
    }

    private void along(int[] line, String name, Look look) {
        Course course = Course.of(view.pixels(line));
        double width = look.face().width(name, look.size());
        double room = course.length() - width;
        Course back = course.reversed();
        int steps = (int) (room / STEP);
        IntStream.rangeClosed(0, steps)
                .mapToDouble(step -> room / 2 + (step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * STEP)
                .filter(from -> from >= 0 && from <= room)
                .filter(from -> view.contains(course.x(from + width / 2), course.y(from + width / 2)))
                .forEach(from -> {
                    boolean forwards = course.x(from) <= course.x(from + width);
                    Optional<Lettered> label = forwards
                            ? Lettered.along(course, from, name, look)
                            : Lettered.along(back, room - from, name, look);
                    label.filter(found -> board.take(name, found.boxes(), SAME_STREET))
                            .ifPresent(found -> show(found.outline(), look.ink()));
                });
    }

    // --- Road numbers ---

    private void badges(List<MapFeature> features) {
        if (view.zoom() < 11) {
            return;
        }
        features.stream()
                .filter(road ->
                        NUMBERED.contains(road.kind()) && !road.traits().ref().isEmpty())
                .sorted(Comparator.comparing(MapFeature::kind).reversed())
                .forEach(this::badge);
    }

    private void badge(MapFeature road) {
        Course course = Course.of(view.pixels(road.shape().lines().getFirst()));
        String ref = road.traits().ref().split(";")[0];
        Look look = new Look(Typeface.SEMIBOLD, 9.5, Ink.BADGE_TEXT);
        double width = look.face().width(ref, look.size()) + 8;
        double x = course.x(course.length() / 2);
        double y = course.y(course.length() / 2);
        Rectangle2D box = new Rectangle2D.Double(x - width / 2, y - 7, width, 14);
        if (course.length() > 24 && board.take(ref, List.of(box), SAME_BADGE)) {
            pen.setColor(Ink.BADGE.in(style));
            pen.fill(new RoundRectangle2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight(), 6, 6));
            pen.setColor(Ink.BADGE_TEXT.in(style));
            pen.fill(onOneLine(ref, x, y, look));
        }
    }

    private static Path2D onOneLine(String text, double x, double y, Look look) {
        return Lettered.at(x, y, text.replace(' ', '\u00a0'), look).outline();
    }

    // --- Common ---

    private static List<MapFeature> named(List<MapFeature> features, Set<Kind> kinds) {
        return features.stream()
                .filter(feature ->
                        kinds.contains(feature.kind()) && !feature.name().isEmpty())
                .toList();
    }

    private Look look(Kind kind) {
        double grown = Math.clamp(view.zoom() - 10, 0, 8);
        return switch (kind) {
            case CITY -> new Look(Typeface.SEMIBOLD, 16 + 1.5 * grown, Ink.PLACE_TEXT);
            case TOWN -> new Look(Typeface.SEMIBOLD, 14 + grown, Ink.PLACE_TEXT);
            case VILLAGE, SUBURB -> new Look(Typeface.SEMIBOLD, 11 + 0.6 * grown, Ink.PLACE_TEXT);
            case HAMLET, QUARTER -> new Look(Typeface.REGULAR, 10.5 + 0.4 * grown, Ink.PLACE_TEXT);
            case STATION -> new Look(Typeface.SEMIBOLD, 11, Ink.RAIL_TEXT);
            case RIVER, STREAM, WATER -> new Look(Typeface.ITALIC, 11, Ink.WATER_TEXT);
            case FARMLAND, GRASS, PARK, CEMETERY, SCRUB, FOREST, PITCH, PEAK ->
                new Look(Typeface.ITALIC, 11, Ink.GREEN_TEXT);
            case BUILDING, CAMPUS, BARE, PARKING -> new Look(Typeface.REGULAR, 10.5, Ink.BUILDING_TEXT);
            case HOUSE -> new Look(Typeface.REGULAR, 9, Ink.BUILDING_TEXT);
            case MOTORWAY, TRUNK, PRIMARY, SECONDARY -> new Look(Typeface.REGULAR, 8 + 0.7 * grown, Ink.STREET_TEXT);
            default -> new Look(Typeface.REGULAR, 7.5 + 0.65 * grown, Ink.STREET_TEXT);
        };
    }

    private void show(Path2D outline, Ink ink) {
        pen.setColor(Ink.HALO.in(style));
        pen.setStroke(new BasicStroke(HALO, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(outline);
        pen.setColor(ink.in(style));
        pen.fill(outline);
    }
}
