package de.stadtkern.kernel.monitoring;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What others made, and its licences. */
@Controller
class ThirdPartyPage {

    private static final Table<ThirdParties.Part> TABLE = Table.<ThirdParties.Part>named("parts")
            .column("name", "monitoring.part.name", part -> Cell.text(part.name()))
            .column("version", "monitoring.part.version", part -> Cell.text(part.version()))
            .column("licence", "monitoring.part.licence", part -> Cell.text(String.join(" / ", part.licences())))
            .sortedBy("name");

    private final List<ThirdParties.Part> parts;

    ThirdPartyPage() throws IOException {
        parts = ThirdParties.list();
    }

    @GetMapping("/third-party")
    ModelAndView show(Page page) {
        return page.view("kernel/monitoring/third-party").addObject("parts", TABLE.show(page, parts));
    }
}
