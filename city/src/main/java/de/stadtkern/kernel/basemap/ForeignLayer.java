package de.stadtkern.kernel.basemap;

import java.net.URI;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A map of somebody else, which the program fetches itself so that nobody learns who looks at it.
 *
 * @param name as people choose it
 * @param url for {@code XYZ} an address with {@code {z}}, {@code {x}} and {@code {y}}, as tile servers and WMTS have it;
 *     for {@code WMS} the address of the service with everything but the extent: {@code …?layers=dop20}
 * @param attribution whom the map must name
 */
record ForeignLayer(
        String name,
        Type type,
        String url,
        String attribution,
        @DefaultValue("19") int maxZoom) {

    private static final double HALF_WORLD_METRES = 20_037_508.342789244;

    /** How it is asked. */
    enum Type {
        XYZ,
        WMS
    }

    ForeignLayer {
        if (name.isBlank() || attribution.isBlank()) {
            throw new IllegalArgumentException("a layer of stadtkern.map.layers needs a name and an attribution");
        }
        if (!url.matches("https?://[^/{}?]+/.*")) {
            throw new IllegalArgumentException("the url of layer " + name
                    + " must start with http:// or https:// and a fixed host, but is " + url);
        }
        if (type == Type.XYZ && !(url.contains("{z}") && url.contains("{x}") && url.contains("{y}"))) {
            throw new IllegalArgumentException(
                    "the url of layer " + name + " must hold {z}, {x} and {y}, but is " + url);
        }
    }

    /** In our own addresses; another one when the operator changes where the layer comes from. */
    String key() {
        return Integer.toHexString(url.hashCode());
    }

    /** Where the tile is fetched. */
    URI address(Tile tile) {
        return URI.create(
                switch (type) {
                    case XYZ ->
                        url.replace("{z}", Integer.toString(tile.zoom()))
                                .replace("{x}", Integer.toString(tile.x()))
                                .replace("{y}", Integer.toString(tile.y()));
                    case WMS -> url + (url.contains("?") ? "&" : "?") + question(tile);
                });
    }

    private static String question(Tile tile) {
        double side = 2 * HALF_WORLD_METRES / (1 << tile.zoom());
        double west = tile.x() * side - HALF_WORLD_METRES;
        double north = HALF_WORLD_METRES - tile.y() * side;
        return String.format(
                Locale.ROOT,
                "service=WMS&version=1.3.0&request=GetMap&styles=&format=image/png&crs=EPSG:3857"
                        + "&width=256&height=256&bbox=%.4f,%.4f,%.4f,%.4f",
                west,
                north - side,
                west + side,
                north);
    }
}
