package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.Departments;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The departments of a municipality. */
@Controller
@RequestMapping("/administration/{municipality}/departments")
class DepartmentsPage {

    private final Departments departments;
    private final Municipalities municipalities;

    DepartmentsPage(Departments departments, Municipalities municipalities) {
        this.departments = departments;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long municipality) {
        return view(page, municipality, Form.blank());
    }

    @PostMapping
    ModelAndView create(Page page, @PathVariable long municipality, Form form) {
        try {
            departments.create(form.value("name"), municipality);
            return page.redirect("/administration/" + municipality + "/departments", "accounts.departments.done");
        } catch (Refusal refusal) {
            return view(page, municipality, form.refused(refusal, page));
        }
    }

    @PostMapping("/{department}/remove")
    ModelAndView remove(Page page, @PathVariable long municipality, @PathVariable long department) {
        departments.remove(department, municipality);
        return page.redirect("/administration/" + municipality + "/departments", "accounts.departments.removed");
    }

    private ModelAndView view(Page page, long municipality, Form form) {
        return page.view("kernel/accounts/departments", form)
                .addObject("departments", departments.list(municipality))
                .addObject("tenant", municipalities.get(municipality));
    }
}
