package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** SMS: the topic and a link, never the text itself, which everybody near the telephone could read. */
@Component
class SmsCarrier implements Carrier {

    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final SmsGateway gateway;
    private final ReachRows reach;
    private final Texts texts;
    private final PublicAddress address;

    SmsCarrier(SmsGateway gateway, ReachRows reach, Texts texts, PublicAddress address) {
        this.gateway = gateway;
        this.reach = reach;
        this.texts = texts;
        this.address = address;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean isOffered() {
        return gateway.isSetUp();
    }

    @Override
    public boolean reaches(long personId) {
        return reach.findPhone(personId).isPresent();
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void carry(Person to, List<Message> messages) throws Undelivered {
        Message first = messages.getFirst();
        String text = messages.size() == 1
                ? text(first.topic()) + ": " + address.get() + "/inbox/" + first.id()
                : text("notifications.sms.several", messages.size(), address.get() + "/inbox");
        gateway.send(reach.findPhone(to.id()).orElseThrow(() -> new Undelivered("no number")), text);
    }

    private String text(String key, Object... arguments) {
        return texts.text(Language.GERMAN, key, arguments);
    }
}
