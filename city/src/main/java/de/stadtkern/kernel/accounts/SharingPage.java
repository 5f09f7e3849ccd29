package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Sharing;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What a municipality lets others of its district read. */
@Controller
@RequestMapping("/administration/{municipality}/sharing")
class SharingPage {

    private final Sharing sharing;
    private final Municipalities municipalities;

    SharingPage(Sharing sharing, Municipalities municipalities) {
        this.sharing = sharing;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long municipality) {
        return view(page, municipality, Form.blank());
    }

    @PostMapping
    ModelAndView share(Page page, @PathVariable long municipality, Form form) {
        try {
            sharing.share(municipality, form.value("dataset"), number(form.value("partner")));
            return page.redirect("/administration/" + municipality + "/sharing", "accounts.sharing.done");
        } catch (Refusal refusal) {
            return view(page, municipality, form.refused(refusal, page));
        }
    }

    @PostMapping("/{share}/withdraw")
    ModelAndView withdraw(Page page, @PathVariable long municipality, @PathVariable long share) {
        sharing.withdraw(share);
        return page.redirect("/administration/" + municipality + "/sharing", "accounts.sharing.withdrawn");
    }

    private ModelAndView view(Page page, long municipality, Form form) {
        List<Choice> datasets = sharing.datasets().stream()
                .map(one -> new Choice(one.key(), page.text(one.key())))
                .toList();
        List<Choice> partners = sharing.listPartners(municipality).stream()
                .map(one -> new Choice(Long.toString(one.id()), label(page, one)))
                .toList();
        return page.view("kernel/accounts/sharing", form)
                .addObject("shares", sharing.list(municipality))
                .addObject("datasets", datasets)
                .addObject("partners", partners)
                .addObject("tenant", municipalities.get(municipality));
    }

    private static String label(Page page, Municipality partner) {
        return partner.kind() == Municipality.Kind.DISTRICT
                ? page.text("accounts.sharing.whole", partner.name())
                : partner.name();
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
