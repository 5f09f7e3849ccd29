package de.stadtkern.kernel.notifications;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an inbox.
 *
 * @param readAt null while it is unread
 * @param call what must be acknowledged; null when it is for information
 */
record Message(
        long id,
        long personId,
        long municipalityId,
        String topic,
        String text,
        List<String> arguments,
        String path,
        Instant createdAt,
        @Nullable Instant readAt,
        @Nullable Call call) {

    /**
     * The escalation behind a message.
     *
     * @param acknowledgedBy null when nobody has yet
     * @param over whether nothing is to be done any more
     */
    record Call(String kind, String subject, @Nullable String acknowledgedBy, boolean over) {

        boolean isOpen() {
            return acknowledgedBy == null && !over;
        }
    }

    /** Where texts come from: a page, or a language. */
    @FunctionalInterface
    interface Words {

        String text(String key, Object... arguments);
    }

    /** What it says. */
    String said(Words words) {
        return words.text(
                text,
                arguments.stream()
                        .map(one -> one.startsWith(Notice.TEXT) ? words.text(one.substring(Notice.TEXT.length())) : one)
                        .toArray());
    }

    boolean isUnread() {
        return readAt == null;
    }
}
