package de.stadtkern.kernel.roadweather.nowcast;

import static java.lang.Math.asin;
import static java.lang.Math.atan2;
import static java.lang.Math.cos;
import static java.lang.Math.sin;
import static java.lang.Math.toRadians;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a station stands. Whether on a bridge does not matter: at night the five recorded bridges were forecast no worse
 * than roads.
 *
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east, WGS 84
 */
public record Site(double latitude, double longitude) {

    private static final Instant J2000 = Instant.parse("2000-01-01T12:00:00Z");

    /** @throws IllegalArgumentException when there is no such place */
    public Site {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no place on earth: latitude " + latitude + ", longitude " + longitude);
        }
    }

    /**
     * The sine of the sun's height above the horizon, −1 to 1, without refraction. Low precision formulas of the
     * Astronomical Almanac: 0.01° between 1950 and 2050.
     */
    public double sun(Instant moment) {
        double days = Duration.between(J2000, moment).toMillis() / 86_400_000.0;
        double anomaly = toRadians(357.528 + 0.9856003 * days);
        double longitudeOfSun = toRadians(280.460 + 0.9856474 * days + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly));
        double obliquity = toRadians(23.439 - 4e-7 * days);
        double ascension = atan2(cos(obliquity) * sin(longitudeOfSun), cos(longitudeOfSun));
        double declination = asin(sin(obliquity) * sin(longitudeOfSun));
        double hour = toRadians(280.46061837 + 360.98564736629 * days + longitude) - ascension;
        double north = toRadians(latitude);
        return sin(north) * sin(declination) + cos(north) * cos(declination) * cos(hour);
    }
}
