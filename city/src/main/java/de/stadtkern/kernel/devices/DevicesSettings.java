package de.stadtkern.kernel.devices;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long messages of devices are kept, and when their batteries are empty.
 *
 * @param keepMessages how long raw messages are kept, and devices that wait without being heard
 * @param emptyVolts a battery with less is empty
 * @param emptyPercent the same, of devices that report per cent
 * @param emptyAt the same for a device type, by its key, in its unit
 */
@ConfigurationProperties("stadtkern.devices")
record DevicesSettings(
        @DefaultValue("30d") Duration keepMessages,
        @DefaultValue("2.6") double emptyVolts,
        @DefaultValue("15") double emptyPercent,
        @DefaultValue Map<String, Double> emptyAt) {

    /** Of a device of this type whose level has this unit. */
    double emptyAt(@Nullable String type, String unit) {
        Double own = type == null ? null : emptyAt.get(type);
        return own != null ? own : unit.equals("%") ? emptyPercent : emptyVolts;
    }
}
