package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.observations.Humidity;
import org.jspecify.annotations.Nullable;

/**
 * How much hoarfrost forms, by the flux of vapour between the air and a surface of ice (after RoadSurf, FMI). Divided by
 * the latent heat of sublimation: RoadSurf divides by that of fusion and finds seven to eight times as much.
 */
final class FrostDeposit {

    private static final double SUBLIMATION_JOULES_PER_KILOGRAM = 2.834e6;
    private static final double KELVIN = 273.15;
    private static final double SECONDS = 3600;
    private static final double KARMAN = 0.41;
    private static final double SENSOR_METRES = 2;
    private static final double ROUGHNESS_METRES = 0.01;
    /** In a calm night vapour moves too; also taken where the wind is not measured. */
    private static final double CALM = 1;

    private FrostDeposit() {}

    /**
     * In mm of water per hour; below 0 what is there goes away.
     *
     * @param resistance of the air between sensor and road in s/m, above 0
     */
    static double millimetresPerHour(double surface, double air, double dewPoint, double resistance) {
        double kelvin = air + KELVIN;
        double density = 1e5 / (287.05 * kelvin);
        double heat = 1005 + Math.pow(kelvin - 250, 2) / 3364;
        double psychrometric = 0.1 * (0.00063 * kelvin + 0.47496) * 10;
        double latent = density
                * heat
                * (Humidity.pressureOverIce(surface) - Humidity.pressureOverWater(dewPoint))
                / (psychrometric * resistance);
        return -latent / SUBLIMATION_JOULES_PER_KILOGRAM * SECONDS;
    }

    /** Of the air two metres above an open road, in s/m; wind in m/s. */
    static double resistance(@Nullable Double wind) {
        double log = Math.log(SENSOR_METRES / ROUGHNESS_METRES) / KARMAN;
        return log * log / Math.max(CALM, wind == null ? CALM : wind);
    }
}
