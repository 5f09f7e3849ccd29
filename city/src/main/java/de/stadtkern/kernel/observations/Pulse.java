package de.stadtkern.kernel.observations;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a device reports.
 *
 * @param newest time of its newest observation
 * @param usual median time between its last 20 reports
 * @param gateway LoRaWAN gateway that received the newest one; null when it came another way
 */
public record Pulse(
        Thing thing,
        Instant newest,
        Duration usual,
        @Nullable String gateway) {}
