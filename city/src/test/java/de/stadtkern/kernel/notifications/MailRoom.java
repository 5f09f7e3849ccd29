package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.portal.Texts;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Notifications of a town that has a mail server, by a clock of the test. */
@TestComponent
public class MailRoom {

    private final MessageRows messages;
    private final DeliveryRows deliveries;
    private final LetterRows letterRows;
    private final ReachRows reach;
    private final Topics topics;
    private final PushSender push;
    private final Access access;
    private final People people;
    private final Texts texts;
    private final PublicAddress address;
    private final NotificationSettings settings;
    private final LockProvider leases;
    private final LiveUpdates liveUpdates;
    private final ApplicationEventPublisher events;

    MailRoom(
            MessageRows messages,
            DeliveryRows deliveries,
            LetterRows letterRows,
            ReachRows reach,
            Topics topics,
            PushSender push,
            Access access,
            People people,
            Texts texts,
            PublicAddress address,
            NotificationSettings settings,
            LockProvider leases,
            LiveUpdates liveUpdates,
            ApplicationEventPublisher events) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.letterRows = letterRows;
        this.reach = reach;
        this.topics = topics;
        this.push = push;
        this.access = access;
        this.people = people;
        this.texts = texts;
        this.address = address;
        this.settings = settings;
        this.leases = leases;
        this.liveUpdates = liveUpdates;
        this.events = events;
    }

    /** Tells also by mail. */
    public Notifications notifications(Clock clock) {
        return new Notifications(
                messages,
                deliveries,
                topics,
                new Choices(reach, topics, List.of(mail(0)), push, access, clock),
                liveUpdates,
                events,
                clock);
    }

    /** Sends what is due to the mail server at this port of the machine. */
    public void send(Clock clock, int port) {
        new Courier(deliveries, messages, topics, people, List.of(mail(port)), leases, clock).look();
    }

    /** Takes letters as a town with a mail server does. */
    public Letters letters(Clock clock) {
        return letters(clock, 0);
    }

    /** Sends the letters that are due to the mail server at this port of the machine. */
    public void sendLetters(Clock clock, int port) {
        letters(clock, port).look();
    }

    private Letters letters(Clock clock, int port) {
        return new Letters(letterRows, post(port), clock);
    }

    private MailCarrier mail(int port) {
        return new MailCarrier(people, texts, address, post(port));
    }

    private Post post(int port) {
        return post(settings, port);
    }

    /** The way to the mail server at this port of the machine. */
    static Post post(NotificationSettings settings, int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new Post(settings, new ObjectProvider<>() {
            @Override
            public Stream<JavaMailSender> stream() {
                return Stream.of(sender);
            }
        });
    }
}
