package de.stadtkern.kernel.basemap;

import org.jspecify.annotations.Nullable;

/**
 * A tile as an address names it.
 *
 * @param style or, of a map of somebody else, its key
 * @param fine present for fine screens
 */
record TileAddress(
        String style, int z, int x, int y, @Nullable String fine) {

    Tile tile() {
        return new Tile(z, x, y, fine == null ? 1 : 2);
    }
}
