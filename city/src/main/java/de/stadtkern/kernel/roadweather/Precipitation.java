package de.stadtkern.kernel.roadweather;

/** What falls. */
public enum Precipitation {
    /** Nothing, as far as the station says. */
    NONE,
    RAIN,
    SNOW;

    /** From this share of water on, sleet counts as rain: on a frozen road it is the worse of the two (RoadSurf, FMI). */
    private static final double RAIN_FROM = 0.3;

    /** By the code of WMO table 4680; one that does not say what falls is left to the temperature. */
    static Precipitation of(double code, double airCelsius, double percent) {
        int type = (int) code;
        if (type < 40) {
            return NONE;
        }
        if (type < 50) {
            return byTemperature(airCelsius, percent);
        }
        return (type >= 70 && type < 80) || (type >= 85 && type < 90) ? SNOW : RAIN;
    }

    /** What falls at this temperature and humidity, by the share of water of Koistinen and Saltikoff (1998). */
    static Precipitation byTemperature(double airCelsius, double percent) {
        double water = 1 / (1 + Math.exp(22 - 2.7 * airCelsius - 0.2 * percent));
        return water >= RAIN_FROM ? RAIN : SNOW;
    }
}
