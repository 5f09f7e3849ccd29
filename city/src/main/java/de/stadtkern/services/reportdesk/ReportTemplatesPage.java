package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report.State;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Words for answers: everybody who answers reads them, administrators write them. */
@Controller
@RequestMapping("/reportdesk/templates")
class ReportTemplatesPage {

    private static final State[] STATES = {
        State.RECEIVED, State.IN_PROGRESS, State.DONE, State.NOT_RESPONSIBLE, State.NOT_POSSIBLE
    };

    private final Templates templates;
    private final DeskTowns towns;
    private final Access access;

    ReportTemplatesPage(Templates templates, DeskTowns towns, Access access) {
        this.templates = templates;
        this.towns = towns;
        this.access = access;
    }

    @GetMapping
    ModelAndView list(Page page, Form asked) {
        long town = towns.choose(asked.value("municipality"), Permission.HANDLE_REPORTS);
        Form form = templates
                .find(town, asked.value("template"))
                .map(one -> Form.blank()
                        .with("name", one.name())
                        .with("state", one.state())
                        .with("text", one.text()))
                .orElse(Form.blank());
        return view(page, town, form);
    }

    @PostMapping
    ModelAndView save(Page page, Form form) {
        long town = towns.choose(form.value("municipality"), Permission.KEEP_REPORT_RULES);
        try {
            State state = form.value("state").isEmpty() ? null : form.choice("state", State.class);
            templates.save(town, form.value("name"), state, form.value("text"));
            return page.redirect(
                    "/reportdesk/templates?municipality=" + town, "reportdesk.template.saved", form.value("name"));
        } catch (Refusal refusal) {
            return view(page, town, form.refused(refusal, page));
        }
    }

    @PostMapping("/{template:[0-9]{1,18}}/remove")
    ModelAndView remove(Page page, @PathVariable long template, Form form) {
        templates.remove(template);
        return page.redirect(
                "/reportdesk/templates?municipality=" + form.value("municipality"), "reportdesk.template.removed");
    }

    private ModelAndView view(Page page, long town, Form form) {
        return page.view("services/reportdesk/templates", form.with("municipality", town))
                .addObject("towns", towns.choices(Permission.HANDLE_REPORTS))
                .addObject("templates", templates.list(town))
                .addObject(
                        "states",
                        DeskWording.orElse(page.text("reportdesk.template.any"), DeskWording.states(page, STATES)))
                .addObject("mayKeep", access.allows(Permission.KEEP_REPORT_RULES, town));
    }
}
