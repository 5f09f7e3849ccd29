package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import de.stadtkern.kernel.basemap.ForeignLayer.Type;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a map server of somebody else on this machine. */
class ForeignTilesTest {

    private static final Tile TILE = new Tile(14, 8733, 5556, 1);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private HttpServer server = notYet();
    private int status = 200;
    private String mediaType = "image/png";
    private byte[] body = {1, 2, 3};

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            headers.addAll(exchange.getRequestHeaders().keySet());
            exchange.getResponseHeaders().add("Content-Type", mediaType);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTileIsFetchedOnceAndNothingOfTheVisitorIsPassedOn() {
        ForeignLayer layer = layer(Type.XYZ, "/tiles/{z}/{x}/{y}.png", 19);
        ForeignTiles tiles = tiles(layer);

        assertThat(tiles.get(layer.key(), TILE).bytes()).containsExactly(1, 2, 3);
        assertThat(tiles.get(layer.key(), TILE).mediaType()).isEqualTo("image/png");
        assertThat(asked).containsExactly("/tiles/14/8733/5556.png");
        assertThat(headers).doesNotContain("Cookie", "Referer", "X-forwarded-for", "Forwarded");
    }

    @Test
    void aMapServiceIsAskedForTheExtentOfTheTileInMetres() {
        ForeignLayer layer = layer(Type.WMS, "/wms?layers=dop20", 19);

        tiles(layer).get(layer.key(), new Tile(10, 513, 510, 1));

        assertThat(asked)
                .singleElement()
                .asString()
                .startsWith("/wms?layers=dop20&service=WMS&version=1.3.0&request=GetMap")
                .contains("crs=EPSG:3857", "width=256&height=256", "bbox=39135.7585,39135.7585,78271.5170,78271.5170");
    }

    @ParameterizedTest
    @CsvSource({
        "500, image/png, 3",
        "302, image/png, 3",
        "200, text/html, 3",
        "200, image/svg+xml, 3",
        "200, image/png, 1000001"
    })
    void whatIsNoSmallPictureIsNotPassedOn(int answered, String type, int bytes) {
        status = answered;
        mediaType = type;
        body = new byte[bytes];
        ForeignLayer layer = layer(Type.XYZ, "/{z}/{x}/{y}", 19);

        assertThatThrownBy(() -> tiles(layer).get(layer.key(), TILE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.textKey()).isEqualTo("basemap.refusal.silent"));
        assertThat(asked).containsExactly("/14/8733/5556");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        ForeignLayer layer = layer(Type.XYZ, "/{z}/{x}/{y}", 19);
        server.stop(0);

        assertThatThrownBy(() -> tiles(layer).get(layer.key(), TILE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Luftbild");
    }

    @Test
    void onlyConfiguredLayersAndZoomsAreFetched() {
        ForeignLayer layer = layer(Type.XYZ, "/{z}/{x}/{y}", 13);

        assertThatThrownBy(() -> tiles(layer).get(layer.key(), TILE)).hasMessageContaining("basemap.refusal.layer");
        assertThatThrownBy(() -> tiles(layer).get("another", TILE)).hasMessageContaining("basemap.refusal.layer");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "XYZ, https://tiles.example/{z}/{x}.png",
        "XYZ, file:///etc/passwd/{z}/{x}/{y}",
        "XYZ, https://{x}.tiles.example/{z}/{x}/{y}",
        "WMS, wms.example/wms",
    })
    void aLayerWithoutAFixedHostIsNotTaken(Type type, String url) {
        assertThatThrownBy(() -> new ForeignLayer("Luftbild", type, url, "© Land", 19))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Luftbild", url);
    }

    private ForeignLayer layer(Type type, String path, int maxZoom) {
        return new ForeignLayer(
                "Luftbild", type, "http://127.0.0.1:" + server.getAddress().getPort() + path, "© Land", maxZoom);
    }

    private static ForeignTiles tiles(ForeignLayer layer) {
        return new ForeignTiles(new MapSettings(null, new MapSettings.Maps(1, 16, List.of(layer))));
    }

    private static HttpServer notYet() {
        try {
            return HttpServer.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
