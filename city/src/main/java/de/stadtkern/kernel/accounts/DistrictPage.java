package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.Districts;
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

/** The municipalities of a district. */
@Controller
@RequestMapping("/administration/{municipality}/municipalities")
class DistrictPage {

    private final Districts districts;
    private final Municipalities municipalities;

    DistrictPage(Districts districts, Municipalities municipalities) {
        this.districts = districts;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long municipality) {
        return view(page, municipality, Form.blank());
    }

    @PostMapping
    ModelAndView found(Page page, @PathVariable long municipality, Form form) {
        try {
            String token =
                    districts.found(municipality, form.value("municipality"), form.value("login"), form.value("name"));
            return OneTimeLink.view(page, token, "accounts.link.invitation", municipality);
        } catch (Refusal refusal) {
            return view(page, municipality, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, long municipality, Form form) {
        return page.view("kernel/accounts/municipalities", form)
                .addObject("members", districts.list(municipality))
                .addObject("tenant", municipalities.get(municipality));
    }
}
