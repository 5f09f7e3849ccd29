package de.stadtkern.kernel.basemap;

import java.awt.geom.Path2D;

/**
 * The piece of the map that a picture shows.
 *
 * @param zoom as in the addresses of tiles; a picture may lie between two
 * @param left in the units of {@link Mercator}
 * @param top in these units
 * @param width in pixels
 * @param height in pixels
 */
record Viewport(double zoom, double left, double top, int width, int height) {

    private static final int MARGIN = 24;
    private static final double FINEST = 0.6;
    private static final int LAST_ZOOM = 19;

    /** Everything of the box, in the middle of a picture of this size. */
    static Viewport around(Box box, int width, int height) {
        double west = Mercator.x(box.west());
        double north = Mercator.y(box.north());
        double wide = Mercator.x(box.east()) - west;
        double high = Mercator.y(box.south()) - north;
        double scale = Math.min(width / wide, height / high);
        double zoom = Math.min(LAST_ZOOM, Math.log(scale / Mercator.scale(0)) / Math.log(2));
        double units = 1 / Mercator.scale(zoom);
        return new Viewport(
                zoom, west + wide / 2 - width * units / 2, north + high / 2 - height * units / 2, width, height);
    }

    double scale() {
        return Mercator.scale(zoom);
    }

    /** What can be seen, with a margin for wide lines that lie just outside. */
    Box box() {
        double units = 1 / scale();
        return new Box(
                Math.max(-180, Mercator.lon(left - MARGIN * units)),
                Mercator.lat(top + (height + MARGIN) * units),
                Math.min(180, Mercator.lon(left + (width + MARGIN) * units)),
                Mercator.lat(top - MARGIN * units));
    }

    double x(double units) {
        return (units - left) * scale();
    }

    double y(double units) {
        return (units - top) * scale();
    }

    boolean contains(double x, double y) {
        return x >= 0 && y >= 0 && x < width && y < height;
    }

    /** In pixels, without corners that nobody would see. */
    Path2D path(Shape shape) {
        Path2D path = new Path2D.Float(Path2D.WIND_EVEN_ODD);
        shape.lines().forEach(line -> append(path, line));
        return path;
    }

    /** In pixels: x, y, x, y … */
    double[] pixels(int[] line) {
        double[] pixels = new double[line.length];
        for (int i = 0; i < line.length; i += 2) {
            pixels[i] = x(line[i]);
            pixels[i + 1] = y(line[i + 1]);
        }
        return pixels;
    }

    private void append(Path2D path, int[] line) {
        double lastX = x(line[0]);
        double lastY = y(line[1]);
        path.moveTo(lastX, lastY);
        for (int i = 2; i < line.length; i += 2) {
            double x = x(line[i]);
            double y = y(line[i + 1]);
            if (i == line.length - 2 || Math.abs(x - lastX) + Math.abs(y - lastY) >= FINEST) {
                path.lineTo(x, y);
                lastX = x;
                lastY = y;
            }
        }
    }
}
