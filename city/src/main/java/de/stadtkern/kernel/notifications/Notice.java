package de.stadtkern.kernel.notifications;

import java.util.List;

/**
 * What one person is told.
 *
 * @param municipalityId whose affair it is
 * @param topic key of a {@link NotificationTopic}
 * @param text a text key; read in the language of whoever reads
 * @param arguments fill the places of the text; one that begins with {@link #TEXT} is a text key itself
 * @param path where the thing is, without language, such as {@code /operations/proposals/7}
 */
public record Notice(
        long personId, long municipalityId, String topic, String text, List<String> arguments, String path) {

    /** Begins an argument that is a text key, such as {@code text:alarms.severity.MAJOR}. */
    public static final String TEXT = "text:";

    public Notice {
        arguments = List.copyOf(arguments);
    }
}
