package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.portal.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The map as tiles and pictures, and what {@code <sk-map>} needs to know of it. */
@RestController
class MapApi {

    private static final CacheControl AS_LONG_AS_THE_VERSION =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl A_WHILE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();
    private static final CacheControl A_DAY =
            CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

    private final BaseMap map;
    private final Pictures pictures;
    private final ForeignTiles foreign;
    private final Layers layers;

    MapApi(BaseMap map, Pictures pictures, ForeignTiles foreign, Layers layers) {
        this.map = map;
        this.pictures = pictures;
        this.foreign = foreign;
        this.layers = layers;
    }

    /** Where the town is, as west, south, east, north, unless nothing was imported; and the maps of it. */
    record Offer(Optional<List<Double>> bounds, List<Layer> layers) {}

    @GetMapping("/map/layers.json")
    ResponseEntity<Offer> offer(Page page) {
        Optional<List<Double>> bounds = map.findExtract()
                .map(MapExtract::bounds)
                .map(box -> List.of(box.west(), box.south(), box.east(), box.north()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(new Offer(bounds, layers.list(page.text("basemap.layer.town"))));
    }

    @GetMapping({"/map/{style}/{z:\\d+}/{x:\\d+}/{y:\\d+}.png", "/map/{style}/{z:\\d+}/{x:\\d+}/{y:\\d+}{fine:@2x}.png"
    })
    ResponseEntity<byte[]> tile(TileAddress address, WebRequest request) {
        MapStyle style = MapStyle.get(address.style());
        Tile tile = address.tile();
        MapExtract extract = map.getExtract();
        return unlessKnown(extract, request, () -> pictures.tile(extract, style, tile));
    }

    @GetMapping("/map/{style}/still.png")
    ResponseEntity<byte[]> still(@PathVariable String style, Still wanted, WebRequest request) {
        MapStyle known = MapStyle.get(style);
        MapExtract extract = map.getExtract();
        Viewport view = wanted.view(extract);
        int dots = wanted.dotsPerPixel();
        return unlessKnown(extract, request, () -> pictures.still(known, view, dots));
    }

    @GetMapping("/map/layers/{style}/{z:\\d+}/{x:\\d+}/{y:\\d+}")
    ResponseEntity<byte[]> foreignTile(TileAddress address) {
        ForeignTiles.Fetched fetched = foreign.get(address.style(), address.tile());
        return ResponseEntity.ok()
                .cacheControl(A_DAY)
                .contentType(MediaType.parseMediaType(fetched.mediaType()))
                .body(fetched.bytes());
    }

    private static ResponseEntity<byte[]> unlessKnown(
            MapExtract extract, WebRequest request, Supplier<byte[]> picture) {
        String version = extract.version();
        CacheControl kept = version.equals(request.getParameter("v")) ? AS_LONG_AS_THE_VERSION : A_WHILE;
        if (request.checkNotModified(version)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .cacheControl(kept)
                    .build();
        }
        return ResponseEntity.ok()
                .cacheControl(kept)
                .eTag(version)
                .contentType(MediaType.IMAGE_PNG)
                .body(picture.get());
    }
}
