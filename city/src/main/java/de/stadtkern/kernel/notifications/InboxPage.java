package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Everybody's own inbox, and its beginning on the home page. */
@Controller
@RequestMapping("/inbox")
class InboxPage implements Concern.Source {

    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final int MOST_ON_THE_HOME_PAGE = 5;

    private final Inbox inbox;

    InboxPage(Inbox inbox) {
        this.inbox = inbox;
    }

    @GetMapping
    ModelAndView show(Page page) {
        boolean unreadOnly = page.parameter("show").equals("unread");
        return page.view("kernel/notifications/inbox")
                .addObject("messages", inbox.list(unreadOnly))
                .addObject("unreadOnly", unreadOnly)
                .addObject(
                        "topic",
                        Notifications.liveTopic(
                                Objects.requireNonNull(page.person()).id()));
    }

    /** Where links in mails, SMS and the inbox lead: the thing itself. */
    @GetMapping(ONE)
    RedirectView open(@PathVariable long id) {
        return new RedirectView(inbox.open(id).path(), true);
    }

    @PostMapping(ONE + "/read")
    ModelAndView markRead(Page page, @PathVariable long id) {
        inbox.markRead(id);
        return page.redirect("/inbox", "notifications.read.done");
    }

    @PostMapping("/read")
    ModelAndView markAllRead(Page page) {
        inbox.markAllRead();
        return page.redirect("/inbox", "notifications.read.done");
    }

    @PostMapping(ONE + "/acknowledge")
    ModelAndView acknowledge(Page page, @PathVariable long id) {
        inbox.acknowledge(id);
        return page.redirect("/inbox", "notifications.acknowledge.done");
    }

    @Override
    public List<Concern> concerns(Page page) {
        if (page.person() == null) {
            return List.of();
        }
        List<Message> unread = inbox.list(true);
        return List.of(new Concern(
                "notifications.home",
                1,
                "/inbox",
                unread.stream()
                        .limit(MOST_ON_THE_HOME_PAGE)
                        .map(message -> new Concern.Item(
                                mark(message), state(page, message), text(page, message), "/inbox/" + message.id()))
                        .toList()));
    }

    /** For the template. */
    static String text(Page page, Message message) {
        return message.said(page::text);
    }

    /** For the template. */
    static Mark mark(Message message) {
        Message.Call call = message.call();
        if (call != null && call.isOpen()) {
            return Mark.DANGER;
        }
        return message.isUnread() ? Mark.INFO : Mark.DONE;
    }

    /** For the template. */
    static String state(Page page, Message message) {
        Message.Call call = message.call();
        if (call != null && call.isOpen()) {
            return page.text("notifications.state.call");
        }
        if (call != null && call.acknowledgedBy() != null) {
            return page.text("notifications.state.acknowledged", call.acknowledgedBy());
        }
        return page.text(message.isUnread() ? "notifications.state.unread" : "notifications.state.read");
    }
}
