package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Permission;
import org.jspecify.annotations.Nullable;

/**
 * What people can be told of, as a bean of the room that tells it. Everybody chooses for each topic by which channels.
 *
 * @param key also the text key of its name, such as {@code operations.topic}
 * @param permission that a person must have in the municipality to be told; null for everybody
 * @param urgent whether mail does not wait for the pause between letters, and SMS is chosen until the person says otherwise
 */
public record NotificationTopic(String key, @Nullable Permission permission, boolean urgent) {}
