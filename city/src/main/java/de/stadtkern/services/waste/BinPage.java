package de.stadtkern.services.waste;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.containers.LevelWording;
import de.stadtkern.kernel.containers.PublicPage;
import de.stadtkern.kernel.dispatch.DispatchedTours;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Glance;
import de.stadtkern.kernel.portal.OfflinePart;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the QR code on a bin opens: how full it is, and three buttons; for the crew on its way there its stop. */
@Controller
@RequestMapping("/bin/{code:[a-z0-9]{4,20}}")
class BinPage implements PublicPage, Glance.Source {

    private static final String PATH = "/bin/";

    /** The room whose orders empty containers. */
    private static final String TOURS = "wastetours";

    private final BinReports reports;
    private final Containers containers;
    private final DispatchedTours tours;

    BinPage(BinReports reports, Containers containers, DispatchedTours tours) {
        this.reports = reports;
        this.containers = containers;
        this.tours = tours;
    }

    /** Without connection the code opens the stop among the tours that the crew's device keeps. */
    @Bean
    static OfflinePart binsWithoutConnection() {
        return new OfflinePart("/bin", "/crew/offline", List.of());
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable String code) {
        return view(page, reports.get(code), Form.blank());
    }

    @PostMapping
    ModelAndView report(Page page, @PathVariable String code, Form form, HttpServletRequest request) {
        Container container = reports.get(code);
        try {
            reports.report(container, form.choice("kind", BinReports.Kind.class), request.getRemoteAddr());
            return page.redirect(path(container), "waste.report.thanks");
        } catch (Refusal refusal) {
            return view(page, container, form.refused(refusal.at(""), page));
        }
    }

    @Override
    public String path(Container container) {
        return PATH + container.code();
    }

    @Override
    public Optional<Glance> glance(Page page, String path) {
        return path.startsWith(PATH)
                ? containers
                        .findByCode(path.substring(PATH.length()))
                        .map(containers::level)
                        .map(level -> new Glance(
                                LevelWording.mark(level),
                                LevelWording.text(page, level)
                                        + (level.at() == null ? "" : ", " + page.ago(level.at()))))
                : Optional.empty();
    }

    private ModelAndView view(Page page, Container container, Form form) {
        return page.view("services/waste/bin", form)
                .addObject("container", container)
                .addObject("level", containers.level(container))
                .addObject(
                        "stop",
                        tours.findOpenStop(TOURS, Long.toString(container.id())).orElse(null));
    }
}
