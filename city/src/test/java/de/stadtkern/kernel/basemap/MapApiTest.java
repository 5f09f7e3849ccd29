package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.FreshSchema;
import jakarta.servlet.ServletException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class MapApiTest {

    private static final MapSettings SETTINGS = new MapSettings(null, new MapSettings.Maps(1, 16, List.of()));
    private static final int ZOOM = 16;

    private final DataSource dataSource = FreshSchema.create();
    private final BaseMap map = BaseMap.in(dataSource);
    private final Pictures pictures = new Pictures(new FeatureRows(dataSource), SETTINGS);
    private final ForeignTiles foreign = new ForeignTiles(SETTINGS);
    private final MockMvc http = MockMvcBuilders.standaloneSetup(
                    new MapApi(map, pictures, foreign, new Layers(map, foreign)))
            .build();

    @AfterEach
    void close() {
        pictures.destroy();
        foreign.destroy();
    }

    @ParameterizedTest
    @EnumSource
    void aTileShowsTheWaterWhereItLies(MapStyle style) throws Exception {
        village();
        double x = Mercator.x(Village.LAKE[0]) * Mercator.scale(ZOOM);
        double y = Mercator.y(Village.LAKE[1]) * Mercator.scale(ZOOM);
        String address = "/map/%s/%d/%d/%d".formatted(style.word(), ZOOM, (int) x / 256, (int) y / 256);

        assertThat(picture(address + ".png").getRGB((int) x % 256, (int) y % 256))
                .isEqualTo(Ink.WATER.in(style).getRGB());
        assertThat(picture(address + "@2x.png").getWidth()).isEqualTo(512);
    }

    @Test
    void farFromTheTownIsGroundAlone() throws Exception {
        village();
        BufferedImage tile = picture("/map/light/15/1/1.png");

        assertThat(tile.getRGB(0, 0, 256, 256, null, 0, 256))
                .containsOnly(Ink.GROUND.in(MapStyle.LIGHT).getRGB());
    }

    @Test
    void aBrowserKeepsATileUntilTheNextImport() throws Exception {
        village();
        String version = map.getExtract().version();

        http.perform(get("/map/light/14/8733/5556.png?v=" + version))
                .andExpect(header().string(HttpHeaders.CACHE_CONTROL, "max-age=31536000, public, immutable"))
                .andExpect(header().string(HttpHeaders.ETAG, "\"" + version + "\""));
        http.perform(get("/map/light/14/8733/5556.png?v=old"))
                .andExpect(header().string(HttpHeaders.CACHE_CONTROL, "max-age=300, public"));
        http.perform(get("/map/light/14/8733/5556.png").header(HttpHeaders.IF_NONE_MATCH, "\"" + version + "\""))
                .andExpect(status().isNotModified())
                .andExpect(content().bytes(new byte[0]));
    }

    @Test
    void aPictureShowsTheTownOrWhatIsAskedFor() throws Exception {
        village();

        assertThat(picture("/map/print/still.png").getWidth()).isEqualTo(640);
        BufferedImage lake =
                picture("/map/print/still.png?bbox=11.9021,50.3021,11.9023,50.3022&width=80&height=64&dots=2");
        assertThat(lake.getWidth()).isEqualTo(160);
        assertThat(lake.getRGB(80, 64)).isEqualTo(Ink.WATER.in(MapStyle.PRINT).getRGB());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/map/light/9/1/1.png                             | 404 | basemap.refusal.zoom",
                "/map/light/20/1/1.png                            | 404 | basemap.refusal.zoom",
                "/map/light/10/1024/1.png                         | 404 | basemap.refusal.tile",
                "/map/light/10/1/1024@2x.png                      | 404 | basemap.refusal.tile",
                "/map/blue/10/1/1.png                             | 404 | basemap.refusal.style",
                "/map/light/still.png?bbox=1,2,3                  | 400 | basemap.refusal.bbox",
                "/map/light/still.png?bbox=2,2,1,3                | 400 | basemap.refusal.bbox",
                "/map/light/still.png?bbox=0,0,NaN,1              | 400 | basemap.refusal.bbox",
                "/map/light/still.png?bbox=0,0,50,50              | 400 | basemap.refusal.extent",
                "/map/light/still.png?width=63                    | 400 | basemap.refusal.side",
                "/map/light/still.png?height=1601                 | 400 | basemap.refusal.side",
                "/map/light/still.png?dots=3                      | 400 | basemap.refusal.dots",
                "/map/layers/nobody/10/1/1                        | 404 | basemap.refusal.layer",
            })
    void whatThereIsNotIsRefused(String address, int status, String textKey) {
        village();

        assertRefused(address, status, textKey);
    }

    @Test
    void beforeTheFirstImportThereIsNoMap() {
        assertRefused("/map/light/15/1/1.png", 404, "basemap.refusal.none");
        assertThat(new Layers(map, foreign).list("Stadtplan")).isEmpty();
    }

    private void village() {
        map.importExtract(Village.FILE, (step, count) -> {});
    }

    private void assertRefused(String address, int status, String textKey) {
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> http.perform(get(address)))
                .satisfies(e -> {
                    Refusal refusal = (Refusal) Objects.requireNonNull(e.getCause());
                    assertThat(refusal.textKey()).isEqualTo(textKey);
                    assertThat(refusal.status().value()).isEqualTo(status);
                });
    }

    private BufferedImage picture(String address) throws Exception {
        byte[] png = http.perform(get(address))
                .andExpect(status().isOk())
                .andExpect(content().contentType("image/png"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
