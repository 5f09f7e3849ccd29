package de.stadtkern.kernel.observations.mqtt;

import java.net.InetSocketAddress;

/** The port for MQTT cannot be opened. */
final class PortFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    PortFailure(InetSocketAddress address, Throwable cause) {
        super(
                "The port %d of %s cannot be opened for MQTT: %s."
                        .formatted(address.getPort(), address.getAddress().getHostAddress(), cause.getMessage()),
                cause);
    }
}
