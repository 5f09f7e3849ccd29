package de.stadtkern.kernel.portal;

import java.util.Comparator;
import java.util.List;
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
    private final List<Concern.Source> concerns;

    PortalPages(LiveUpdates liveUpdates, List<Concern.Source> concerns) {
        this.liveUpdates = liveUpdates;
        this.concerns = concerns;
    }

    @GetMapping({"", "/"})
    ModelAndView home(Page page) {
        return page.view("kernel/portal/home")
                .addObject(
                        "concerns",
                        concerns.stream()
                                .flatMap(source -> source.concerns(page).stream())
                                .sorted(Comparator.comparingInt(Concern::position))
                                .toList());
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    SseEmitter live() {
        return liveUpdates.open();
    }
}
