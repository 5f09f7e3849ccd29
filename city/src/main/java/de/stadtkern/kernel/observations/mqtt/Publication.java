package de.stadtkern.kernel.observations.mqtt;

import io.netty.handler.codec.mqtt.MqttQoS;
import org.jspecify.annotations.Nullable;

/** A PUBLISH on its way into the database. */
final class Publication {

    private final Message message;
    private final MqttQoS qos;
    private final int packetId;
    private volatile boolean settled;
    private volatile @Nullable Throwable failure;

    /**
     * @param packetId by which QoS 1 and 2 are acknowledged; 0 with QoS 0
     */
    Publication(Message message, MqttQoS qos, int packetId) {
        this.message = message;
        this.qos = qos;
        this.packetId = packetId;
    }

    Message message() {
        return message;
    }

    MqttQoS qos() {
        return qos;
    }

    int packetId() {
        return packetId;
    }

    boolean wantsAnswer() {
        return packetId != 0;
    }

    /**
     * It is committed, or never will be.
     *
     * @param reason why not; null when it is
     */
    void settle(@Nullable Throwable reason) {
        failure = reason;
        settled = true;
    }

    boolean isSettled() {
        return settled;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
