package de.stadtkern.kernel.basemap;

import java.util.Map;

/**
 * A map to choose.
 *
 * @param key {@code town} for our own
 * @param urls addresses with {@code {z}}, {@code {x}}, {@code {y}} and, for our own, {@code {r}} for fine screens; by
 *     style, or under {@code any}
 * @param attribution whom it must name
 */
record Layer(String key, String name, Map<String, String> urls, String attribution, int minZoom, int maxZoom) {

    static final String TOWN = "town";
    static final String ANY = "any";

    /** The address in this style. */
    String url(MapStyle style) {
        return urls.getOrDefault(style.word(), urls.getOrDefault(ANY, ""));
    }
}
