package de.stadtkern.kernel.containers;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When levels mean something, and for how long.
 *
 * @param emptyingDrop an emptying falls by at least so many percentage points
 * @param emptyingLevel and ends at so many percent or below, in two readings
 * @param jumpWithin from empty to full in one step within this time: the sensor is blocked
 * @param hotCelsius from this temperature on a container may burn, in °C
 * @param liveFor how long a measured level counts as live
 * @param estimateFor how long what people said counts as an estimate
 * @param keepPhotos how long the photo of a container is kept
 * @param sameEmptying an emptying that the sensor saw and one that the crew told are one when no further apart
 */
@ConfigurationProperties("stadtkern.containers")
record ContainersSettings(
        @DefaultValue("25") double emptyingDrop,
        @DefaultValue("20") double emptyingLevel,
        @DefaultValue("6h") Duration jumpWithin,
        @DefaultValue("65") double hotCelsius,
        @DefaultValue("24h") Duration liveFor,
        @DefaultValue("7d") Duration estimateFor,
        @DefaultValue("1825d") Duration keepPhotos,
        @DefaultValue("3h") Duration sameEmptying) {

    FillRules rules() {
        return new FillRules(emptyingDrop / 100, emptyingLevel / 100, jumpWithin, hotCelsius);
    }
}
