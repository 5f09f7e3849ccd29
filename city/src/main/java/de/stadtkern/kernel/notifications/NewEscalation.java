package de.stadtkern.kernel.notifications;

import java.time.Instant;
import java.util.List;

/**
 * What somebody has to acknowledge.
 *
 * @param kind what sort of thing, such as {@code operations.proposal}
 * @param subject which one, such as its id
 * @param topic key of a {@link NotificationTopic}; only people with its permission are told
 * @param text a text key
 * @param arguments fill the places of the text, as in a {@link Notice}
 * @param path where the thing is, without language
 * @param at when the first is told; now or earlier: at once
 */
public record NewEscalation(
        String kind,
        String subject,
        long municipalityId,
        String topic,
        String text,
        List<String> arguments,
        String path,
        Instant at) {

    public NewEscalation {
        arguments = List.copyOf(arguments);
    }

    Notice to(long personId) {
        return new Notice(personId, municipalityId, topic, text, arguments, path);
    }
}
