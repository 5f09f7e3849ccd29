package de.stadtkern.kernel.basemap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The maps one can choose from: our own, when something was imported, then the configured ones. */
@Component
class Layers {

    private final BaseMap map;
    private final ForeignTiles foreign;

    Layers(BaseMap map, ForeignTiles foreign) {
        this.map = map;
        this.foreign = foreign;
    }

    List<Layer> list(String ownName) {
        return Stream.concat(
                        map.findExtract().stream().map(extract -> own(extract, ownName)),
                        foreign.layers().stream().map(Layers::foreign))
                .toList();
    }

    private static Layer own(MapExtract extract, String name) {
        Map<String, String> urls = Arrays.stream(MapStyle.values())
                .map(MapStyle::word)
                .collect(Collectors.toMap(
                        Function.identity(), style -> "/map/" + style + "/{z}/{x}/{y}{r}.png?v=" + extract.version()));
        return new Layer(Layer.TOWN, name, urls, extract.attribution(), Tile.FIRST_ZOOM, Tile.LAST_ZOOM);
    }

    private static Layer foreign(ForeignLayer layer) {
        return new Layer(
                layer.key(),
                layer.name(),
                Map.of(Layer.ANY, "/map/layers/" + layer.key() + "/{z}/{x}/{y}"),
                layer.attribution(),
                Tile.FIRST_ZOOM,
                layer.maxZoom());
    }
}
