package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.identity.Device;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where messages go. */
public interface Inbox {

    /**
     * Takes a message of the device, and waits while there is no room for it. Refused when the message breaks a rule.
     */
    Delivery store(Device device, Message message);

    /** The key with which somebody comes in from this address who shows none; empty when nobody does. */
    Optional<String> findKeyFor(InetAddress address);

    /**
     * A message on its way.
     *
     * @param committed completes after the commit, or with a {@link de.stadtkern.kernel.problem.Refusal}
     * @param routine whether the like has been stored before, so that no refusal is to be expected
     */
    record Delivery(CompletableFuture<?> committed, boolean routine) {}
}
