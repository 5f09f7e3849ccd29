package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.Container.Mounting;
import org.jspecify.annotations.Nullable;

/** How full a container is by one reading of its sensor, and by how much that may be wrong. Shares are 0 to 1. */
final class FillLevel {

    /** Speed of sound in m/s at 0 °C and its rise per K (reference: c = 331.3 + 0.606·T). */
    private static final double SOUND_AT_ZERO = 331.3;

    private static final double SOUND_PER_KELVIN = 0.606;

    /** At which air temperature a sensor that does not compensate takes the speed of sound, in °C. */
    private static final double ASSUMED_CELSIUS = 20;

    private static final double ECHO_NOISE_MILLIMETRES = 30;

    /** What a sensor that says the level itself is taken to be wrong by. */
    private static final double SPREAD_OF_PERCENT = 0.05;

    private FillLevel() {}

    /**
     * A level, or why there is none.
     *
     * @param share null when the reading is not believed
     * @param spread by how much the share may be wrong
     * @param doubt null when it is believed
     */
    record Judged(
            @Nullable Double share, double spread, @Nullable Doubt doubt) {

        private static Judged doubted(Doubt doubt) {
            return new Judged(null, 0, doubt);
        }
    }

    /**
     * From a distance.
     *
     * @param celsius temperature of the air in the container; null when it is not known
     */
    static Judged ofDistance(double millimetres, @Nullable Double celsius, Mounting mounting) {
        if (!(millimetres > 0)) {
            return Judged.doubted(Doubt.NO_ECHO);
        }
        double distance = mounting.compensated() || celsius == null ? millimetres : millimetres * soundRatio(celsius);
        if (distance < mounting.blind()) {
            return Judged.doubted(Doubt.BLIND);
        }
        if (distance > mounting.empty() + ECHO_NOISE_MILLIMETRES) {
            return Judged.doubted(Doubt.OUT_OF_RANGE);
        }
        double depth = mounting.empty() - mounting.full();
        double share = Math.clamp((mounting.empty() - distance) / depth, 0, 1);
        return new Judged(share, Math.min(1, ECHO_NOISE_MILLIMETRES / depth), null);
    }

    /** From a level in percent that the sensor or its device type has worked out. */
    static Judged ofPercent(double percent) {
        return percent >= 0 && percent <= 100
                ? new Judged(percent / 100, SPREAD_OF_PERCENT, null)
                : Judged.doubted(Doubt.OUT_OF_RANGE);
    }

    /** By how much farther sound comes than the sensor thinks. */
    private static double soundRatio(double celsius) {
        return (SOUND_AT_ZERO + SOUND_PER_KELVIN * celsius) / (SOUND_AT_ZERO + SOUND_PER_KELVIN * ASSUMED_CELSIUS);
    }
}
