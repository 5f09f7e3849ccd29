package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Web push to the browsers that people named. It says only that there is something new: no lock screen tells more. */
@Component
class PushCarrier implements Carrier {

    private final PushSender service;
    private final ReachRows reach;
    private final Topics topics;
    private final Texts texts;
    private final JsonMapper json;

    PushCarrier(PushSender service, ReachRows reach, Topics topics, Texts texts, JsonMapper json) {
        this.service = service;
        this.reach = reach;
        this.topics = topics;
        this.texts = texts;
        this.json = json;
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public boolean isOffered() {
        return true;
    }

    @Override
    public boolean reaches(long personId) {
        return !reach.listBrowsers(personId).isEmpty();
    }

    @Override
    public Duration pause() {
        return Duration.ZERO;
    }

    /** Delivered when one browser's service took it; those that are gone are forgotten. */
    @Override
    public void carry(Person to, List<Message> messages) throws Undelivered {
        boolean urgent = messages.stream()
                .anyMatch(message -> topics.get(message.topic()).urgent());
        boolean taken = false;
        String refused = "no browser left";
        for (Browser browser : reach.listBrowsers(to.id())) {
            try {
                if (service.send(browser, content(browser), urgent) == PushSender.Answer.GONE) {
                    reach.deleteBrowser(browser.id(), to.id());
                } else {
                    taken = true;
                }
            } catch (Undelivered undelivered) {
                refused = undelivered.why();
            }
        }
        if (!taken) {
            throw new Undelivered(refused);
        }
    }

    private byte[] content(Browser browser) {
        return json.writeValueAsBytes(Map.of(
                "title",
                texts.text(browser.language(), "notifications.push.title"),
                "url",
                browser.language().prefix() + "/inbox"));
    }
}
