package de.stadtkern.demo.weather;

/**
 * The air at a place and a moment.
 *
 * @param temperature °C
 * @param dewPoint °C, at most the temperature
 * @param rain mm per hour; snow as the water it would be
 * @param wind m/s
 * @param windFrom degrees, 0 is north
 * @param cloud 0 (clear) to 1 (overcast)
 * @param radiation of the sun, W/m²
 * @param pressure hPa at the place
 */
public record Air(
        double temperature,
        double dewPoint,
        double rain,
        double wind,
        double windFrom,
        double cloud,
        double radiation,
        double pressure) {

    /** Relative, in percent, by Magnus over water (Sonntag 1990). */
    public double humidity() {
        return 100 * saturation(dewPoint) / saturation(temperature);
    }

    /** Partial pressure of water vapour, hPa. */
    public double vapourPressure() {
        return saturation(dewPoint);
    }

    private static double saturation(double temperature) {
        return 6.112 * Math.exp(17.62 * temperature / (243.12 + temperature));
    }
}
