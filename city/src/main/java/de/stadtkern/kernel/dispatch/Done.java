package de.stadtkern.kernel.dispatch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept.
 *
 * @param receivedAt when it arrived here; later than it happened when the device was offline
 * @param personName who said it
 * @param refusal key of the text that says why it does not apply; null when it does
 */
public record Done(
        TourEvent event,
        Instant receivedAt,
        String personName,
        @Nullable String refusal,
        List<Attachment> attachments) {

    public Done {
        attachments = List.copyOf(attachments);
    }

    /**
     * A photo or spoken note.
     *
     * @param sha256 of its content, in hexadecimal digits; stays when the content is deleted
     * @param bytes how large it is
     * @param kept whether the content is still there
     */
    public record Attachment(String mediaType, String sha256, int bytes, boolean kept) {}
}
