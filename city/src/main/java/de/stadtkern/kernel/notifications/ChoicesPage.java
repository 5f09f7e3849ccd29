package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where everybody says by which channels to be told of what. */
@Controller
@RequestMapping("/inbox/settings")
class ChoicesPage {

    private static final String DAILY = "daily";

    private final Choices choices;
    private final PushKeys pushKeys;

    ChoicesPage(Choices choices, PushKeys pushKeys) {
        this.choices = choices;
        this.pushKeys = pushKeys;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank());
    }

    @PostMapping
    ModelAndView choose(Page page, Form form) {
        Map<NotificationTopic, Map<Channel, Boolean>> wanted = new LinkedHashMap<>();
        for (NotificationTopic topic : choices.topics()) {
            Map<Channel, Boolean> channels = new EnumMap<>(Channel.class);
            choices.offered()
                    .forEach(channel -> channels.put(
                            channel, form.value(field(topic, channel)).equals("true")));
            wanted.put(topic, channels);
        }
        choices.choose(wanted);
        choices.setDaily(form.value(DAILY).equals("true"));
        return page.redirect("/inbox/settings", "notifications.settings.done");
    }

    @PostMapping("/phone")
    ModelAndView changePhone(Page page, Form form) {
        try {
            choices.changePhone(form.value("phone"));
            return page.redirect("/inbox/settings", "notifications.settings.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/browsers")
    ModelAndView addBrowser(Page page, Form form) {
        try {
            choices.addBrowser(
                    form.value("endpoint"),
                    form.value("key"),
                    form.value("secret"),
                    page.language(),
                    form.value("label"));
            return page.redirect("/inbox/settings", "notifications.browser.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/browsers/{id:[0-9]{1,18}}/remove")
    ModelAndView removeBrowser(Page page, @PathVariable long id) {
        choices.removeBrowser(id);
        return page.redirect("/inbox/settings", "notifications.browser.removed");
    }

    private ModelAndView view(Page page, Form form) {
        long person = Objects.requireNonNull(page.person()).id();
        List<NotificationTopic> topics = choices.topics();
        Form filled = form.values().containsKey("phone") ? form : form.with("phone", choices.phone());
        filled = filled.with(DAILY, choices.isDaily());
        for (NotificationTopic topic : topics) {
            for (Channel channel : choices.offered()) {
                filled = filled.with(field(topic, channel), choices.wants(person, topic, channel));
            }
        }
        return page.view("kernel/notifications/settings", filled)
                .addObject("topics", topics)
                .addObject("channels", choices.offered())
                .addObject("browsers", choices.browsers())
                .addObject("pushKey", pushKeys.publicKey());
    }

    /** For the template. */
    static String field(NotificationTopic topic, Channel channel) {
        return topic.key() + "-" + channel;
    }
}
