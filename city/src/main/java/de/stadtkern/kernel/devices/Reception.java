package de.stadtkern.kernel.devices;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the network heard a device: the gateway that heard best.
 *
 * @param gateway empty when the network server does not say
 * @param rssi in dBm
 * @param snr in dB
 */
record Reception(
        String gateway,
        @Nullable Double rssi,
        @Nullable Double snr,
        @Nullable Integer spreadingFactor) {

    /** With less above what the demodulator needs, rain or a parked lorry silences the device. */
    private static final double NEEDED_MARGIN = 3;

    private static final double WEAK_RSSI = -118;

    /** What stands in the parameters of an observation. */
    static Reception of(JsonNode reception) {
        JsonNode rssi = reception.path("rssi");
        JsonNode snr = reception.path("snr");
        JsonNode factor = reception.path("spreadingFactor");
        return new Reception(
                reception.path("gateway").asString(""),
                rssi.isNumber() ? rssi.doubleValue() : null,
                snr.isNumber() ? snr.doubleValue() : null,
                factor.isNumber() ? factor.intValue() : null);
    }

    /** Whether it was heard only just: by the least signal-to-noise ratio of its spreading factor, else by the level. */
    boolean isWeak() {
        if (snr != null && spreadingFactor != null) {
            return snr - leastSnr(spreadingFactor) < NEEDED_MARGIN;
        }
        return rssi != null && rssi < WEAK_RSSI;
    }

    /** What LoRa demodulates, in dB: −7.5 at spreading factor 7, and 2.5 less with each further one. */
    private static double leastSnr(int spreadingFactor) {
        return -7.5 - 2.5 * (spreadingFactor - 7);
    }
}
