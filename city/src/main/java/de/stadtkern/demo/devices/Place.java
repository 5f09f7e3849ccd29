package de.stadtkern.demo.devices;

/**
 * Where a device stands.
 *
 * @param name of the building, park or street
 * @param district empty when the map names none
 * @param lon degrees, WGS 84
 * @param lat degrees, WGS 84
 */
public record Place(String name, String district, double lon, double lat) {

    double metresTo(Place other) {
        double east = (lon - other.lon) * Math.cos(Math.toRadians(lat));
        return 111_195 * Math.hypot(east, lat - other.lat);
    }
}
