package de.stadtkern.kernel.basemap;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A few tiles side by side: the map for people without JavaScript.
 *
 * @param zoom of its tiles
 * @param left column of the first tile
 * @param top row of the first tile
 */
record Sheet(Layer layer, int zoom, int left, int top) {

    static final int COLUMNS = 4;
    static final int ROWS = 3;

    /** What the address asks for: nothing said is the whole town. */
    record Wanted(
            @Nullable String layer,
            @Nullable Integer zoom,
            @Nullable Integer left,
            @Nullable Integer top) {}

    static Sheet of(Box town, List<Layer> layers, Wanted wanted) {
        Layer layer = layers.stream()
                .filter(each -> each.key().equals(wanted.layer()))
                .findFirst()
                .orElseGet(layers::getFirst);
        int whole = (int) Viewport.around(town, COLUMNS * Mercator.TILE, ROWS * Mercator.TILE)
                .zoom();
        int zoom = Math.clamp(Objects.requireNonNullElse(wanted.zoom(), whole), layer.minZoom(), layer.maxZoom());
        double tile = Mercator.TILE / Mercator.scale(zoom);
        int left = (int) Math.round(Mercator.x(town.middleLon()) / tile - COLUMNS / 2.0);
        int top = (int) Math.round(Mercator.y(town.middleLat()) / tile - ROWS / 2.0);
        return new Sheet(
                layer,
                zoom,
                within(zoom, Objects.requireNonNullElse(wanted.left(), left), COLUMNS),
                within(zoom, Objects.requireNonNullElse(wanted.top(), top), ROWS));
    }

    /** The addresses of its tiles in this style, row by row. */
    List<String> tiles(MapStyle style) {
        return IntStream.range(0, COLUMNS * ROWS)
                .mapToObj(i -> layer.url(style)
                        .replace("{z}", Integer.toString(zoom))
                        .replace("{x}", Integer.toString(left + i % COLUMNS))
                        .replace("{y}", Integer.toString(top + i / COLUMNS))
                        .replace("{r}", ""))
                .toList();
    }

    /** The address of the sheet so many tiles to the east and south. */
    String moved(int east, int south) {
        return address(layer.key(), zoom, left + east, top + south);
    }

    /** With the same middle. */
    String closer() {
        return address(layer.key(), zoom + 1, 2 * left + COLUMNS / 2, 2 * top + ROWS / 2);
    }

    /** With nearly the same middle. */
    String further() {
        return address(layer.key(), zoom - 1, (left - COLUMNS / 2) / 2, (top - ROWS / 2) / 2);
    }

    String of(Layer other) {
        return address(other.key(), zoom, left, top);
    }

    private static String address(String layer, int zoom, int left, int top) {
        return "/map?layer=%s&zoom=%d&left=%d&top=%d".formatted(layer, zoom, left, top);
    }

    private static int within(int zoom, int tile, int count) {
        return Math.clamp(tile, 0, (1 << zoom) - count);
    }
}
