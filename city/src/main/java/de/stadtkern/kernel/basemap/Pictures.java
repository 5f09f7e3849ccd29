package de.stadtkern.kernel.basemap;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.stadtkern.kernel.problem.Refusal;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The map as PNG. Few are drawn at a time, the others wait; what was drawn is kept in memory until the next import. */
@Component
class Pictures implements DisposableBean {

    private static final int WAITING = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NARROWEST_ZOOM = 8;

    private final FeatureRows rows;
    private final ThreadPoolExecutor painters;
    private final AsyncCache<Metatile, List<byte[]>> drawn;

    Pictures(FeatureRows rows, MapSettings settings) {
        this.rows = rows;
        int drawings = settings.map().drawings();
        painters = new ThreadPoolExecutor(
                drawings,
                drawings,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("map-", 0).daemon().factory());
        painters.allowCoreThreadTimeOut(true);
        drawn = Caffeine.newBuilder()
                .maximumWeight(settings.map().cacheMegabytes() * 1_000_000L)
                .weigher((Metatile key, List<byte[]> tiles) ->
                        tiles.stream().mapToInt(tile -> tile.length).sum())
                .buildAsync();
    }

    byte[] tile(MapExtract extract, MapStyle style, Tile tile) {
        Metatile square = Metatile.holding(extract, style, tile);
        return await(() -> drawn.get(square, (key, executor) -> later(() -> draw(key))))
                .get(square.index(tile));
    }

    /** Not kept: hardly anybody asks for the same again. */
    byte[] still(MapStyle style, Viewport view, int dots) {
        if (view.zoom() < NARROWEST_ZOOM) {
            throw Refusal.badInput("basemap.refusal.extent", NARROWEST_ZOOM);
        }
        return await(() -> later(() -> {
            BufferedImage picture = draw(style, view, dots);
            return Png.of(picture, style).whole();
        }));
    }

    /** For somebody who draws on it. */
    BufferedImage drawing(MapStyle style, Viewport view, int dots) {
        return await(() -> later(() -> draw(style, view, dots)));
    }

    @Override
    public void destroy() {
        painters.shutdownNow();
    }

    private List<byte[]> draw(Metatile square) {
        BufferedImage picture = draw(square.style(), square.view(), square.dots());
        Png png = Png.of(picture, square.style());
        int side = Mercator.TILE * square.dots();
        return IntStream.range(0, Metatile.SIDE * Metatile.SIDE)
                .mapToObj(i -> png.part(i % Metatile.SIDE * side, i / Metatile.SIDE * side, side, side))
                .toList();
    }

    private BufferedImage draw(MapStyle style, Viewport view, int dots) {
        int zoom = Math.max(Tile.FIRST_ZOOM, (int) view.zoom());
        return Drawing.of(rows.list(view.box(), zoom), style, view, dots);
    }

    private <T> CompletableFuture<T> later(Supplier<T> drawing) {
        return CompletableFuture.supplyAsync(drawing, painters);
    }

    private static <T> T await(Supplier<CompletableFuture<T>> drawing) {
        try {
            return drawing.get().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | TimeoutException e) {
            throw Refusal.overloaded("basemap.refusal.busy");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.overloaded("basemap.refusal.busy");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the map could not be drawn", e.getCause());
        }
    }
}
