package de.stadtkern.kernel.fleet;

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

/** The places where vehicles stand. */
@Controller
@RequestMapping("/fleet/depots")
class DepotsPage {

    private final Depots depots;
    private final Vehicles vehicles;
    private final Municipalities municipalities;

    DepotsPage(Depots depots, Vehicles vehicles, Municipalities municipalities) {
        this.depots = depots;
        this.vehicles = vehicles;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView list(Page page) {
        return view(page, Form.blank());
    }

    @PostMapping
    ModelAndView put(Page page, Form form) {
        try {
            depots.put(form);
            return page.redirect("/fleet/depots", "fleet.depot.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/{id:[0-9]{1,18}}/delete")
    ModelAndView delete(Page page, @PathVariable long id) {
        depots.delete(id);
        return page.redirect("/fleet/depots", "fleet.depot.deleted");
    }

    private ModelAndView view(Page page, Form form) {
        return page.view("kernel/fleet/depots", form)
                .addObject("depots", depots.list())
                .addObject("municipalities", Choices.municipalities(municipalities, vehicles.listKept()));
    }
}
