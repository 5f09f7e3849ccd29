package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shifts that come back every week, and making them for weeks ahead. */
@Controller
@RequestMapping("/fleet/templates")
class TemplatesPage {

    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final String HERE = "/fleet/templates";

    private final ShiftTemplates templates;
    private final Shifts shifts;
    private final Vehicles vehicles;
    private final Municipalities municipalities;

    TemplatesPage(ShiftTemplates templates, Shifts shifts, Vehicles vehicles, Municipalities municipalities) {
        this.templates = templates;
        this.shifts = shifts;
        this.vehicles = vehicles;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView list(Page page) {
        return view(page, Form.blank().with("break", "30").with("municipality", page.parameter("municipality")));
    }

    @PostMapping
    ModelAndView create(Page page, Form form) {
        try {
            templates.create(form);
            return page.redirect(HERE, "fleet.template.added");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/shifts")
    ModelAndView createShifts(Page page, @PathVariable long id, Form form) {
        try {
            return page.redirect(HERE, "fleet.template.made", templates.createShifts(id, form));
        } catch (Refusal refusal) {
            return view(page, Form.blank().with("break", "30").refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/delete")
    ModelAndView delete(Page page, @PathVariable long id) {
        templates.delete(id);
        return page.redirect(HERE, "fleet.template.deleted");
    }

    static String days(Page page, Template template) {
        return template.days().stream()
                .sorted()
                .map(day -> day.getDisplayName(TextStyle.SHORT, page.language().locale()))
                .collect(Collectors.joining(", "));
    }

    static String day(Page page, DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, page.language().locale());
    }

    private ModelAndView view(Page page, Form form) {
        long whose = shifts.getKept(new Fields(form).id("municipality"));
        return page.view("kernel/fleet/templates", form)
                .addObject("templates", templates.list())
                .addObject("municipality", whose)
                .addObject("municipalities", Choices.municipalities(municipalities, vehicles.listKept()))
                .addObject("choices", shifts.ownChoices(whose));
    }
}
