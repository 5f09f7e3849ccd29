package de.stadtkern.kernel.basemap;

/**
 * Spherical Mercator (EPSG:3857) in whole units: 2³⁰ of them go around the world, east and south from 180° W, 85.05° N.
 * One is 2.4 cm at 50° N.
 */
final class Mercator {

    static final int TILE = 256;

    private static final double WORLD = 1 << 30;
    private static final int ZOOM_OF_ONE_UNIT = 22;
    private static final double LAST_LATITUDE = 85.0511;

    private Mercator() {}

    static int x(double lon) {
        return (int) Math.round((lon / 360 + 0.5) * WORLD);
    }

    static int y(double lat) {
        double sin = Math.sin(Math.toRadians(Math.clamp(lat, -LAST_LATITUDE, LAST_LATITUDE)));
        return (int) Math.round((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * WORLD);
    }

    static double lon(double x) {
        return (x / WORLD - 0.5) * 360;
    }

    static double lat(double y) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y / WORLD))));
    }

    /** Pixels per unit. */
    static double scale(double zoom) {
        return Math.pow(2, zoom - ZOOM_OF_ONE_UNIT);
    }
}
