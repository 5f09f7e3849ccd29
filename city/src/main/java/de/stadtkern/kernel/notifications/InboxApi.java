package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.portal.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The inbox for programs of the person. */
@RestController
class InboxApi {

    private final Inbox inbox;

    InboxApi(Inbox inbox) {
        this.inbox = inbox;
    }

    /**
     * A message.
     *
     * @param text in the language of the address
     * @param path of the thing, without language
     * @param callOpen whether it waits for somebody to acknowledge
     * @param acknowledgedBy name of who acknowledged; null when nobody has, or nothing was to be
     */
    record View(
            long id,
            Instant at,
            String topic,
            String text,
            String path,
            @Nullable Instant readAt,
            boolean callOpen,
            @Nullable String acknowledgedBy) {}

    /** The newest first. */
    @GetMapping("/inbox/messages")
    List<View> list(Page page, @RequestParam(defaultValue = "false") boolean unread) {
        return inbox.list(unread).stream().map(message -> view(page, message)).toList();
    }

    private static View view(Page page, Message message) {
        Message.Call call = message.call();
        return new View(
                message.id(),
                message.createdAt(),
                message.topic(),
                InboxPage.text(page, message),
                message.path(),
                message.readAt(),
                call != null && call.isOpen(),
                call == null ? null : call.acknowledgedBy());
    }
}
