package de.stadtkern.demo.weather;

/**
 * How high the ground lies. OpenStreetMap knows no heights, so hills and hollows are invented, in real streets as well;
 * cold air gathers in the hollows.
 */
public final class Relief {

    private static final long HILLS = 11;
    private static final long HOLLOWS = 12;
    private static final double METRES_PER_DEGREE = 111_195;
    private static final double HILL_METRES = 1_900;
    private static final double HOLLOW_METRES = 800;

    private Relief() {}

    /** Metres above sea level, 400 to 600. */
    public static double elevation(double lon, double lat) {
        return 500 + 65 * noise(HILLS, lon, lat, HILL_METRES) + 30 * noise(HOLLOWS, lon, lat, HOLLOW_METRES);
    }

    /** 0 on hills and slopes to 1 at the bottom of a hollow. */
    public static double hollow(double lon, double lat) {
        return Math.clamp(-0.3 - 2 * noise(HOLLOWS, lon, lat, HOLLOW_METRES), 0.0, 1.0);
    }

    private static double noise(long seed, double lon, double lat, double metres) {
        double east = lon * Math.cos(Math.toRadians(lat)) * METRES_PER_DEGREE;
        return Noise.over(seed, east / metres, lat * METRES_PER_DEGREE / metres);
    }
}
