package de.stadtkern.demo;

/**
 * Where a device stands.
 *
 * @param street name of the street
 * @param lon degrees, WGS 84
 * @param lat degrees, WGS 84
 */
record Site(String street, double lon, double lat) {

    double squareTo(Site other) {
        double east = (lon - other.lon) * Math.cos(Math.toRadians(lat));
        double north = lat - other.lat;
        return east * east + north * north;
    }
}
