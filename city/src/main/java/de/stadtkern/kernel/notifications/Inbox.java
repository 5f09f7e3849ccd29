package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The inbox of whoever is signed in; nobody reads that of somebody else. */
@Component
class Inbox {

    private static final int MOST_SHOWN = 200;

    private final MessageRows messages;
    private final Notifications notifications;
    private final Escalations escalations;
    private final Topics topics;
    private final Access access;
    private final LiveUpdates liveUpdates;

    Inbox(
            MessageRows messages,
            Notifications notifications,
            Escalations escalations,
            Topics topics,
            Access access,
            LiveUpdates liveUpdates) {
        this.messages = messages;
        this.notifications = notifications;
        this.escalations = escalations;
        this.topics = topics;
        this.access = access;
        this.liveUpdates = liveUpdates;
    }

    /** The newest first, at most {@value #MOST_SHOWN}; none of what the person may not hear any more. */
    List<Message> list(boolean unreadOnly) {
        Person person = access.person();
        return messages.list(person.id(), unreadOnly, MOST_SHOWN).stream()
                .filter(message -> mayHear(person, message))
                .toList();
    }

    /** The person opens it, and so has read it. */
    @Transactional
    Message open(long id) {
        Message message = get(id);
        read(List.of(id));
        return message;
    }

    @Transactional
    void markRead(long id) {
        read(List.of(get(id).id()));
    }

    @Transactional
    void markAllRead() {
        read(messages.listUnread(access.person().id()));
    }

    /** Ends the call for all. Refused when somebody else was first, or there is nothing to acknowledge. */
    @Transactional
    void acknowledge(long id) {
        Message message = get(id);
        Message.Call call = message.call();
        if (call == null || call.over()) {
            throw Refusal.conflict("notifications.refusal.over");
        }
        if (call.acknowledgedBy() != null) {
            throw Refusal.conflict("notifications.refusal.acknowledged", call.acknowledgedBy());
        }
        escalations.acknowledge(call.kind(), call.subject(), access.person());
        read(List.of(id));
    }

    private Message get(long id) {
        Person person = access.person();
        return messages.find(id, person.id())
                .filter(message -> mayHear(person, message))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private void read(List<Long> ids) {
        notifications.markRead(access.person().id(), ids);
        liveUpdates.announce(Escalations.LIVE_TOPIC);
    }

    private boolean mayHear(Person person, Message message) {
        return topics.mayHear(person, message.topic(), message.municipalityId());
    }
}
