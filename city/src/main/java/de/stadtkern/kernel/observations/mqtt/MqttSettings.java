package de.stadtkern.kernel.observations.mqtt;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where devices come in by MQTT.
 *
 * @param mqttPort 1 to 65535; 0: any free port; -1 or nothing: no MQTT
 * @param mqttConnections how many devices may be connected at a time
 * @param mqttTls the name of the SSL bundle ({@code spring.ssl.bundle.*}) with which the port speaks TLS; empty: without
 */
@ConfigurationProperties("stadtkern")
record MqttSettings(
        @Nullable Integer mqttPort,
        @DefaultValue("2000") int mqttConnections,
        @DefaultValue("") String mqttTls) {

    MqttSettings {
        if (mqttPort != null && (mqttPort < -1 || mqttPort > 65_535)) {
            throw new IllegalArgumentException(
                    "--mqtt-port must be 1 to 65535, 0 (any free port) or -1 (no MQTT), but is " + mqttPort);
        }
        if (mqttConnections < 1) {
            throw new IllegalArgumentException(
                    "stadtkern.mqtt-connections must be 1 or more, but is " + mqttConnections);
        }
    }

    boolean isOffered() {
        return mqttPort != null && mqttPort >= 0;
    }

    int port() {
        return mqttPort == null ? -1 : mqttPort;
    }
}
