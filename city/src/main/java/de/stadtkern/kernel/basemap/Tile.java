package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.problem.Refusal;

/**
 * A square picture of 256 pixels, as maps on the web are made of.
 *
 * @param dots a pixel: 2 for fine screens, else 1
 */
record Tile(int zoom, int x, int y, int dots) {

    static final int FIRST_ZOOM = 10;
    static final int LAST_ZOOM = 19;

    Tile {
        if (zoom < FIRST_ZOOM || zoom > LAST_ZOOM) {
            throw Refusal.notFound("basemap.refusal.zoom", FIRST_ZOOM, LAST_ZOOM, zoom);
        }
        int last = (1 << zoom) - 1;
        if (x < 0 || x > last || y < 0 || y > last) {
            throw Refusal.notFound("basemap.refusal.tile", Integer.toString(last), x + ", " + y);
        }
    }
}
