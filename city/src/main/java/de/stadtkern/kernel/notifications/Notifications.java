package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells people what concerns them. */
@Component
@EnableConfigurationProperties(NotificationSettings.class)
public class Notifications {

    private final MessageRows messages;
    private final DeliveryRows deliveries;
    private final Topics topics;
    private final Choices choices;
    private final LiveUpdates liveUpdates;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Notifications(
            MessageRows messages,
            DeliveryRows deliveries,
            Topics topics,
            Choices choices,
            LiveUpdates liveUpdates,
            ApplicationEventPublisher events,
            Clock clock) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.topics = topics;
        this.choices = choices;
        this.liveUpdates = liveUpdates;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Puts it into the person's inbox within the running transaction; the channels that the person chose for the topic
     * follow when it has committed.
     *
     * @return the id of the message
     * @throws IllegalArgumentException when no bean declares the topic
     */
    @Transactional
    public long tell(Notice notice) {
        return tell(notice, false);
    }

    /** As {@link #tell}, but message and receipts stay until {@link #forget}: for what somebody keeps a record of. */
    @Transactional
    public long tellOnRecord(Notice notice) {
        return tell(notice, true);
    }

    private long tell(Notice notice, boolean onRecord) {
        NotificationTopic topic = topics.get(notice.topic());
        Instant now = clock.instant();
        long id = messages.insert(notice, onRecord, now);
        choices.channels(notice.personId(), topic)
                .forEach(channel -> deliveries.insert(
                        id,
                        notice.personId(),
                        channel,
                        topic.urgent(),
                        choices.due(notice.personId(), topic, channel, now)));
        liveUpdates.announce(liveTopic(notice.personId()));
        return id;
    }

    /** The person has seen these of its messages, on whatever page. Those of others stay as they are. */
    @Transactional
    public void markRead(long personId, List<Long> messageIds) {
        Instant now = clock.instant();
        List<Long> fresh = messages.markRead(messageIds, personId, now);
        if (!fresh.isEmpty()) {
            deliveries.drop(null, fresh);
            events.publishEvent(new MessagesRead(personId, fresh, now));
            liveUpdates.announce(liveTopic(personId));
        }
    }

    /** Forgets messages that were told on record, with their receipts. */
    @Transactional
    public void forget(Collection<Long> messageIds) {
        messages.forget(messageIds);
    }

    /** What is still to be sent of these messages is not sent any more. They stay in the inboxes. */
    @Transactional
    public void hush(Collection<Long> messageIds) {
        deliveries.drop(null, messageIds);
    }

    /** What became of these messages on the channels, by message. The caller has judged who may see it. */
    public Map<Long, List<Receipt>> receipts(Collection<Long> messageIds) {
        return deliveries.receipts(messageIds);
    }

    /** What open inboxes of the person listen to. */
    static String liveTopic(long person) {
        return "inbox-" + person;
    }
}
