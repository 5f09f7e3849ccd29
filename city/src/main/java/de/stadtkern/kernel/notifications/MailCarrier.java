package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Mail, to those who gave an address: what is due for a person in one letter, and no second within two minutes, so that a
 * storm of messages is no storm of mail.
 */
@Component
class MailCarrier implements Carrier {

    private static final Duration PAUSE = Duration.ofMinutes(2);

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter TOLD =
            DateTimeFormatter.ofPattern("d. MMMM yyyy, HH:mm 'Uhr'", Locale.GERMANY);

    private final People people;
    private final Texts texts;
    private final PublicAddress address;
    private final Post post;

    MailCarrier(People people, Texts texts, PublicAddress address, Post post) {
        this.people = people;
        this.texts = texts;
        this.address = address;
        this.post = post;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean isOffered() {
        return post.isOffered();
    }

    @Override
    public boolean reaches(long personId) {
        return people.findEmail(personId).isPresent();
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void carry(Person to, List<Message> messages) throws Undelivered {
        post.send(
                people.findEmail(to.id()).orElseThrow(() -> new Undelivered("no address")),
                messages.size() == 1 ? said(messages.getFirst()) : text("notifications.mail.several", messages.size()),
                messages.stream().map(this::paragraph).collect(Collectors.joining("\n\n")) + "\n\n"
                        + text("notifications.mail.end", address.get() + "/inbox/settings"));
    }

    private String paragraph(Message message) {
        return said(message) + "\n"
                + text("notifications.mail.at", TOLD.format(message.createdAt().atZone(TOWN))) + "\n"
                + address.get() + "/inbox/" + message.id();
    }

    private String said(Message message) {
        return message.said(this::text);
    }

    private String text(String key, Object... arguments) {
        return texts.text(Language.GERMAN, key, arguments);
    }
}
