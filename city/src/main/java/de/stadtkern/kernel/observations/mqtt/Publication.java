package de.stadtkern.kernel.observations.mqtt;

/**
 * A PUBLISH.
 *
 * @param packetId by which QoS 1 is acknowledged; 0 with QoS 0
 */
record Publication(Message message, int packetId) {

    boolean wantsAnswer() {
        return packetId != 0;
    }
}
