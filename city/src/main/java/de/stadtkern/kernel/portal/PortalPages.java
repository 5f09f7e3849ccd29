package de.stadtkern.kernel.portal;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Home, and the stream of live updates. */
@Controller
class PortalPages {

    private final LiveUpdates liveUpdates;

    PortalPages(LiveUpdates liveUpdates) {
        this.liveUpdates = liveUpdates;
    }

    @GetMapping({"", "/"})
    ModelAndView home(Page page) {
        return page.view("kernel/portal/home");
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    SseEmitter live() {
        return liveUpdates.open();
    }
}
