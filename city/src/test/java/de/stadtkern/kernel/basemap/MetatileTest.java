package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sixteen tiles are drawn at once. */
class MetatileTest {

    private static final MapExtract EXTRACT = new MapExtract(1, "", 1, "", new Box(11, 50, 12, 51));

    @Test
    void everyTileLiesInOneSquareAndAtOnePlaceOfIt() {
        List<Tile> tiles = IntStream.range(0, 16)
                .mapToObj(i -> new Tile(14, 8732 + i % 4, 5556 + i / 4, 1))
                .toList();
        Metatile square = Metatile.holding(EXTRACT, MapStyle.LIGHT, tiles.getFirst());

        assertThat(tiles)
                .allMatch(
                        tile -> Metatile.holding(EXTRACT, MapStyle.LIGHT, tile).equals(square));
        assertThat(tiles.stream().map(square::index))
                .containsExactlyElementsOf(IntStream.range(0, 16).boxed().toList());
        assertThat(square.view().x(Mercator.x(11.9))).isBetween(-1024.0, 2048.0);
    }
}
