package de.stadtkern.kernel.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message on a channel.
 *
 * @param sentAt when the server of the channel took it; null when it has not
 * @param error why the last attempt failed, in the words of that server; null when none has failed
 */
public record Receipt(
        Channel channel,
        State state,
        @Nullable Instant sentAt,
        @Nullable String error) {

    /** How far it is. {@code DROPPED}: it was no longer needed, or the person may not see it any more. */
    public enum State {
        WAITING,
        SENT,
        FAILED,
        DROPPED
    }
}
