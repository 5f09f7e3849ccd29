package de.stadtkern.kernel.basemap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Fetches tiles of the configured layers, of nobody else, and says nothing about the visitor. */
@Component
class ForeignTiles implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ForeignTiles.class);

    private static final int AT_A_TIME = 12;
    private static final int MOST_BYTES = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/webp");

    private final List<ForeignLayer> layers;
    private final Cache<Key, Fetched> kept;
    private final Semaphore turns = new Semaphore(AT_A_TIME);
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    ForeignTiles(MapSettings settings) {
        layers = settings.map().layers();
        kept = Caffeine.newBuilder()
                .maximumWeight(settings.map().cacheMegabytes() * 1_000_000L)
                .weigher((Key key, Fetched fetched) -> fetched.bytes().length)
                .expireAfterWrite(KEPT)
                .build();
    }

    /** A picture and what kind it is. */
    record Fetched(String mediaType, byte[] bytes) {}

    private record Key(String layer, Tile tile) {}

    List<ForeignLayer> layers() {
        return layers;
    }

    Fetched get(String layerKey, Tile tile) {
        ForeignLayer layer = layers.stream()
                .filter(each -> each.key().equals(layerKey) && tile.zoom() <= each.maxZoom())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("basemap.refusal.layer", layerKey, tile.zoom()));
        Key key = new Key(layerKey, tile);
        Fetched known = kept.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Fetched fetched = fetchInTurn(layer, tile);
        kept.put(key, fetched);
        return fetched;
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }

    private Fetched fetchInTurn(ForeignLayer layer, Tile tile) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.overloaded("basemap.refusal.busy");
            }
            try {
                return fetch(layer, tile);
            } finally {
                turns.release();
            }
        } catch (IOException e) {
            log.warn("Map layer {}: {}", layer.name(), e.toString());
            throw Refusal.overloaded("basemap.refusal.silent", layer.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.overloaded("basemap.refusal.busy");
        }
    }

    private Fetched fetch(ForeignLayer layer, Tile tile) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(layer.address(tile))
                .timeout(PATIENCE)
                .header("User-Agent", "Stadtkern")
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            String mediaType = answer.headers()
                    .firstValue("Content-Type")
                    .orElse("")
                    .split(";")[0]
                    .strip();
            if (answer.statusCode() != 200 || !PICTURES.contains(mediaType)) {
                throw new IOException("answers %d with '%s'".formatted(answer.statusCode(), mediaType));
            }
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("sends more than " + MOST_BYTES + " bytes");
            }
            return new Fetched(mediaType, bytes);
        }
    }
}
