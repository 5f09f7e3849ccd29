package de.stadtkern.kernel.geo;

/**
 * A place on the ground in WGS 84 (EPSG:4326).
 *
 * @param lon longitude in degrees, −180 to 180
 * @param lat latitude in degrees, −90 to 90
 */
public record Position(double lon, double lat) {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;
    private static final double MICRO = 1e6;

    public Position {
        if (!(lon >= -180 && lon <= 180)) {
            throw new IllegalArgumentException("lon must be between -180 and 180, but is " + lon);
        }
        if (!(lat >= -90 && lat <= 90)) {
            throw new IllegalArgumentException("lat must be between -90 and 90, but is " + lat);
        }
    }

    /** The position whose coordinates the database holds in microdegrees. */
    public static Position ofMicrodegrees(double microLon, double microLat) {
        return new Position(microLon / MICRO, microLat / MICRO);
    }

    /** Longitude in microdegrees, rounded: PostgreSQL's geometric types are wrong in degrees (epsilon 1e-6). */
    public long microLon() {
        return Math.round(lon * MICRO);
    }

    /** Latitude in microdegrees, rounded. */
    public long microLat() {
        return Math.round(lat * MICRO);
    }

    /** Great-circle distance in metres (haversine on the mean earth radius, IUGG). */
    public double metresTo(Position other) {
        double phi1 = Math.toRadians(lat);
        double phi2 = Math.toRadians(other.lat);
        double sinLat = Math.sin((phi2 - phi1) / 2);
        double sinLon = Math.sin(Math.toRadians(other.lon - lon) / 2);
        double h = sinLat * sinLat + Math.cos(phi1) * Math.cos(phi2) * sinLon * sinLon;
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
