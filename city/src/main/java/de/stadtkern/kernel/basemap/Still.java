package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a picture is to show: the whole town when nothing is said.
 *
 * @param bbox west, south, east and north in degrees, with commas
 * @param width in pixels
 * @param height in pixels
 * @param dots a pixel: 2 for fine screens and paper
 */
record Still(
        @Nullable String bbox,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer dots) {

    private static final int SMALLEST = 64;
    private static final int LARGEST = 1600;

    Viewport view(MapExtract extract) {
        return Viewport.around(
                bbox == null ? extract.bounds() : Box.parse(bbox),
                side("width", width, 640),
                side("height", height, 400));
    }

    int dotsPerPixel() {
        int wanted = Objects.requireNonNullElse(dots, 1);
        if (wanted != 1 && wanted != 2) {
            throw Refusal.badInput("basemap.refusal.dots", wanted);
        }
        return wanted;
    }

    private static int side(String name, @Nullable Integer pixels, int otherwise) {
        int wanted = Objects.requireNonNullElse(pixels, otherwise);
        if (wanted < SMALLEST || wanted > LARGEST) {
            throw Refusal.badInput("basemap.refusal.side", name, SMALLEST, LARGEST, wanted);
        }
        return wanted;
    }
}
