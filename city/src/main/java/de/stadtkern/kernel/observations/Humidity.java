package de.stadtkern.kernel.observations;

/**
 * Dew point and frost point by the Magnus formula with the constants of Sonntag (1990), valid from −45 to 60 °C.
 * Humidity sensors report with respect to water below 0 °C too, so the frost point lies above the dew point: a rule
 * that compares with the dew point misses the first frost.
 */
public final class Humidity {

    private static final double HECTOPASCAL_AT_ZERO = 6.112;
    private static final double WATER_SLOPE = 17.62;
    private static final double WATER_CELSIUS = 243.12;
    private static final double ICE_SLOPE = 22.46;
    private static final double ICE_CELSIUS = 272.62;

    private Humidity() {}

    /**
     * The temperature in °C at which dew forms.
     *
     * @param airCelsius air temperature
     * @param percent relative humidity over water, above 0 to 100
     */
    public static double dewPoint(double airCelsius, double percent) {
        double exponent = Math.log(percent / 100) + WATER_SLOPE * airCelsius / (WATER_CELSIUS + airCelsius);
        return WATER_CELSIUS * exponent / (WATER_SLOPE - exponent);
    }

    /** The temperature in °C at which hoarfrost forms in air of this dew point. */
    public static double frostPoint(double dewPointCelsius) {
        double exponent = Math.log(pressureOverWater(dewPointCelsius) / HECTOPASCAL_AT_ZERO);
        return ICE_CELSIUS * exponent / (ICE_SLOPE - exponent);
    }

    /** The pressure in hPa of vapour that is saturated over water of this temperature in °C. */
    public static double pressureOverWater(double celsius) {
        return HECTOPASCAL_AT_ZERO * Math.exp(WATER_SLOPE * celsius / (WATER_CELSIUS + celsius));
    }

    /** The pressure in hPa of vapour that is saturated over ice of this temperature in °C. */
    public static double pressureOverIce(double celsius) {
        return HECTOPASCAL_AT_ZERO * Math.exp(ICE_SLOPE * celsius / (ICE_CELSIUS + celsius));
    }
}
