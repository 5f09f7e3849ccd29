package de.stadtkern.kernel.observations.mqtt;

import java.util.List;

/** Where messages go. */
@FunctionalInterface
public interface Inbox {

    /**
     * Stores all of them as the signed-in device, or none: a {@link de.stadtkern.kernel.problem.Refusal} means that at
     * least one of them breaks a rule. After the return they are committed.
     */
    void store(List<Message> messages);
}
