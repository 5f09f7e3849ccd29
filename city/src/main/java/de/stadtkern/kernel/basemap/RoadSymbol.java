package de.stadtkern.kernel.basemap;

import java.util.EnumMap;
import java.util.Map;

/**
 * How a road is drawn.
 *
 * @param fill its colour
 * @param edge the colour of its edges; the same as fill when it has none
 * @param widths in pixels at the zooms 10, 12, 14, 16 and 18, edges not counted
 * @param dashes in widths, empty for a line that goes through
 */
record RoadSymbol(Ink fill, Ink edge, float[] widths, float[] dashes) {

    private static final int FIRST_ZOOM = 10;
    private static final int STEP = 2;

    private static final Map<Kind, RoadSymbol> SYMBOLS = new EnumMap<>(Map.ofEntries(
            Map.entry(Kind.MOTORWAY, of(Ink.MOTORWAY, Ink.MOTORWAY_EDGE, 2.2f, 3.2f, 5.5f, 11, 26)),
            Map.entry(Kind.TRUNK, of(Ink.TRUNK, Ink.TRUNK_EDGE, 1.8f, 2.8f, 5, 10, 24)),
            Map.entry(Kind.PRIMARY, of(Ink.PRIMARY, Ink.PRIMARY_EDGE, 1.5f, 2.4f, 4.6f, 9.5f, 23)),
            Map.entry(Kind.SECONDARY, of(Ink.SECONDARY, Ink.SECONDARY_EDGE, 1.1f, 2, 4, 8.5f, 21)),
            Map.entry(Kind.TERTIARY, of(Ink.STREET, Ink.STREET_EDGE, 0.8f, 1.6f, 3.6f, 8, 20)),
            Map.entry(Kind.RESIDENTIAL, of(Ink.STREET, Ink.STREET_EDGE, 0.4f, 0.8f, 2.4f, 6.5f, 16)),
            Map.entry(Kind.LIVING_STREET, of(Ink.STREET, Ink.STREET_EDGE, 0.4f, 0.8f, 2.2f, 6, 15)),
            Map.entry(Kind.PEDESTRIAN, of(Ink.PEDESTRIAN, Ink.PEDESTRIAN_EDGE, 0.4f, 0.8f, 2.2f, 6, 15)),
            Map.entry(Kind.SERVICE, of(Ink.STREET, Ink.STREET_EDGE, 0.3f, 0.5f, 1.1f, 3.2f, 9)),
            Map.entry(Kind.TRACK, dashed(Ink.TRACK, 5, 2, 0.4f, 0.6f, 0.9f, 1.5f, 2.6f)),
            Map.entry(Kind.PATH, dashed(Ink.PATH, 3, 2, 0.4f, 0.5f, 0.8f, 1.2f, 2)),
            Map.entry(Kind.STEPS, dashed(Ink.PATH, 0.5f, 0.5f, 0.5f, 0.8f, 1.4f, 3, 6)),
            Map.entry(Kind.RAIL, dashed(Ink.RAIL, 4, 4, 1.1f, 1.3f, 1.8f, 2.6f, 4)),
            Map.entry(Kind.SIDING, of(Ink.RAIL, Ink.RAIL, 0.3f, 0.4f, 0.7f, 1.2f, 2)),
            Map.entry(Kind.TRAM, of(Ink.RAIL, Ink.RAIL, 0.4f, 0.6f, 0.9f, 1.4f, 2))));

    static RoadSymbol of(Kind kind) {
        RoadSymbol symbol = SYMBOLS.get(kind);
        if (symbol == null) {
            throw new IllegalArgumentException(kind + " is no road");
        }
        return symbol;
    }

    boolean hasEdge() {
        return fill != edge;
    }

    /** Without edges. */
    float width(double zoom) {
        double step = Math.max(0, (zoom - FIRST_ZOOM) / STEP);
        int from = (int) Math.min(step, widths.length - 2);
        return (float) (widths[from] * Math.pow(widths[from + 1] / widths[from], step - from));
    }

    private static RoadSymbol of(Ink fill, Ink edge, float... widths) {
        return new RoadSymbol(fill, edge, widths, new float[0]);
    }

    private static RoadSymbol dashed(Ink ink, float on, float off, float... widths) {
        return new RoadSymbol(ink, ink, widths, new float[] {on, off});
    }
}
