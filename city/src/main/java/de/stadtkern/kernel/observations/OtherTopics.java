package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Device;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who takes what is published over MQTT on topics that are none of SensorThings; a bean of another room. */
public interface OtherTopics {

    /**
     * Takes the message, and waits while there is no room for it; refused when it breaks a rule.
     *
     * @return completes after the commit; empty when the topic is unknown
     */
    Optional<CompletableFuture<?>> store(Device device, String topic, byte[] payload);
}
