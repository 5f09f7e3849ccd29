package de.stadtkern.kernel.basemap;

/**
 * A square of tiles drawn at once: names are placed in the whole of it, so that no tile's edge cuts one.
 *
 * @param extract whose features it shows
 * @param column of its first tile, as {@code row} a multiple of {@link #SIDE}
 * @param dots a pixel
 */
record Metatile(MapExtract extract, MapStyle style, int zoom, int column, int row, int dots) {

    static final int SIDE = 4;

    /** The one that holds the tile. */
    static Metatile holding(MapExtract extract, MapStyle style, Tile tile) {
        return new Metatile(extract, style, tile.zoom(), tile.x() / SIDE * SIDE, tile.y() / SIDE * SIDE, tile.dots());
    }

    Viewport view() {
        double units = Mercator.TILE / Mercator.scale(zoom);
        return new Viewport(zoom, column * units, row * units, SIDE * Mercator.TILE, SIDE * Mercator.TILE);
    }

    /** Where the tile lies among those of this square. */
    int index(Tile tile) {
        return tile.y() % SIDE * SIDE + tile.x() % SIDE;
    }
}
