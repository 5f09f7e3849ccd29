package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Judging history again: begin, see how far it is, end. */
@Controller
@RequestMapping("/quality/runs")
class RunPage {

    private final Runs runs;
    private final Checks checks;

    RunPage(Runs runs, Checks checks) {
        this.runs = runs;
        this.checks = checks;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank());
    }

    @PostMapping
    ModelAndView begin(Page page, Form form) {
        Set<Long> keeps = checks.requireKeeper();
        try {
            runs.begin(Checks.municipality(form, keeps), Times.read(form, "since"));
            return page.redirect("/quality/runs", "quality.run.begun");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/{id:[0-9]{1,18}}/cancel")
    ModelAndView cancel(Page page, @PathVariable long id) {
        runs.cancel(id);
        return page.redirect("/quality/runs", "quality.run.cancelled");
    }

    private ModelAndView view(Page page, Form form) {
        return page.view("kernel/quality/runs", form)
                .addObject("runs", runs.list())
                .addObject("municipalities", checks.choices(Checks.listKept(page.person())));
    }
}
