package de.stadtkern.demo.devices;

import org.jspecify.annotations.Nullable;

/**
 * What a device sends at once.
 *
 * @param mqtt whether it goes by MQTT, else by HTTP
 * @param address topic, or path
 * @param body JSON
 * @param token that makes repeating harmless; null where the body has one
 */
public record Message(
        boolean mqtt, String address, String body, @Nullable String token) {}
