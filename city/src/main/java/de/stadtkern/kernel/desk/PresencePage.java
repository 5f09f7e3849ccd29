package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.portal.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sign of life of an open page; answered by who else is there. */
@Controller
class PresencePage {

    private final Presence presence;

    PresencePage(Presence presence) {
        this.presence = presence;
    }

    /** @param proposal id of the proposal that the page shows; 0 for the desk */
    @PostMapping("/operations/presence")
    ModelAndView note(Page page, @RequestParam(defaultValue = "0") long proposal) {
        presence.note(proposal);
        return page.view("kernel/desk/colleagues")
                .addObject("place", proposal)
                .addObject("names", Presence.at(proposal, presence.list()));
    }
}
