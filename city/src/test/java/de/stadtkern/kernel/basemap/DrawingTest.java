package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawingTest {

    private static final int SIDE = 256;

    private final List<MapFeature> village = Village.features();

    @ParameterizedTest
    @EnumSource
    void everyAreaHasItsColourAndAHoleShowsTheGround(MapStyle style) {
        assertThat(colorAt(Village.LAKE, style)).isEqualTo(Ink.WATER.in(style));
        assertThat(colorAt(Village.ISLAND, style)).isEqualTo(Ink.GROUND.in(style));
        assertThat(colorAt(Village.WOOD, style)).isEqualTo(Ink.FOREST.in(style));
        assertThat(colorAt(Village.CLEARING, style)).isEqualTo(Ink.GROUND.in(style));
        assertThat(colorAt(Village.BUILDING, style)).isEqualTo(Ink.BUILDING.in(style));
        assertThat(colorAt(Village.NOTHING, style)).isEqualTo(Ink.GROUND.in(style));
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsThereIsGroundAlone(MapStyle style) {
        BufferedImage picture = Drawing.of(List.of(), style, around(Village.LAKE, 15), 1);

        assertThat(picture.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE))
                .containsOnly(Ink.GROUND.in(style).getRGB());
    }

    @Test
    void theSameFeaturesAlwaysGiveTheSamePicture() {
        assertThat(png(MapStyle.LIGHT)).isEqualTo(png(MapStyle.LIGHT)).isNotEqualTo(png(MapStyle.DARK));
    }

    @ParameterizedTest
    @EnumSource
    void aFileShowsWhatWasDrawn(MapStyle style) throws IOException {
        BufferedImage drawn = Drawing.of(village, style, around(Village.LAKE, 16), 2);
        BufferedImage read =
                ImageIO.read(new ByteArrayInputStream(Png.of(drawn, style).part(128, 64, 300, 200)));

        assertThat(read.getWidth()).isEqualTo(300);
        assertThat(read.getHeight()).isEqualTo(200);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 300; x++) {
                assertThat(distance(read.getRGB(x, y), drawn.getRGB(128 + x, 64 + y)))
                        .isLessThan(40);
            }
        }
    }

    @Test
    void onFineScreensThePictureIsTheSameWithFourTimesTheDots() {
        Viewport view = around(Village.LAKE, 17);
        BufferedImage fine = Drawing.of(village, MapStyle.LIGHT, view, 2);

        assertThat(fine.getWidth()).isEqualTo(2 * SIDE);
        assertThat(new Color(fine.getRGB(SIDE, SIDE))).isEqualTo(Ink.WATER.in(MapStyle.LIGHT));
    }

    @Test
    void everythingCanBeDrawnAtEveryZoom() {
        List<MapFeature> oneOfEach = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int layer = -1; layer <= 1; layer++) {
                int x = Mercator.x(11.9);
                int y = Mercator.y(50.3);
                Shape shape = kind.isArea()
                        ? Shape.of(x, y, x + 900, y, x + 900, y + 900, x, y)
                        : Shape.of(x, y, x + 900, y + 900);
                oneOfEach.add(new MapFeature(new Traits(kind, "Name " + kind, "B 1", 10, layer), shape));
            }
        }
        for (MapStyle style : MapStyle.values()) {
            for (double zoom = 8; zoom <= 19; zoom += 0.5) {
                BufferedImage picture = Drawing.of(oneOfEach, style, around(new double[] {11.9, 50.3}, zoom), 1);
                assertThat(picture.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE))
                        .hasSizeGreaterThan(0)
                        .satisfies(dots -> assertThat(
                                        Arrays.stream(dots).distinct().count())
                                .isGreaterThan(3));
            }
        }
    }

    private Color colorAt(double[] place, MapStyle style) {
        List<MapFeature> withoutNames = village.stream()
                .map(each -> new MapFeature(
                        new Traits(
                                each.kind(),
                                "",
                                "",
                                each.traits().minZoom(),
                                each.traits().layer()),
                        each.shape()))
                .toList();
        return new Color(Drawing.of(withoutNames, style, around(place, 18), 1).getRGB(SIDE / 2, SIDE / 2));
    }

    private byte[] png(MapStyle style) {
        return Png.of(Drawing.of(village, style, around(Village.LAKE, 16), 1), style)
                .whole();
    }

    static Viewport around(double[] place, double zoom) {
        double half = SIDE / 2.0 / Mercator.scale(zoom);
        return new Viewport(zoom, Mercator.x(place[0]) - half, Mercator.y(place[1]) - half, SIDE, SIDE);
    }

    private static int distance(int a, int b) {
        return Math.max(
                Math.abs((a >> 16 & 0xff) - (b >> 16 & 0xff)),
                Math.max(Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff)), Math.abs((a & 0xff) - (b & 0xff))));
    }
}
