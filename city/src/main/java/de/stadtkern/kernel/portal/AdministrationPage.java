package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Newcomer;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The administrator's page: who belongs to us, and what has happened. */
@Controller
@RequestMapping("/administration")
class AdministrationPage {

    private static final int SHOWN_AUDIT_ENTRIES = 50;

    private final People people;
    private final Municipalities municipalities;
    private final AuditLog auditLog;
    private final Access access;

    AdministrationPage(People people, Municipalities municipalities, AuditLog auditLog, Access access) {
        this.people = people;
        this.municipalities = municipalities;
        this.auditLog = auditLog;
        this.access = access;
    }

    @Bean
    static NavigationEntry administrationEntry() {
        return new NavigationEntry("/administration", "portal.administration", Permission.ADMINISTER, 90);
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Newcomer.blank(), null);
    }

    @PostMapping
    ModelAndView register(Page page, Newcomer newcomer, @RequestParam long municipality) {
        try {
            people.register(newcomer, municipality);
            return new ModelAndView("redirect:/administration");
        } catch (Refusal refusal) {
            if (refusal.status() == HttpStatus.FORBIDDEN || refusal.status() == HttpStatus.NOT_FOUND) {
                throw refusal;
            }
            ModelAndView again = view(
                    page,
                    newcomer,
                    page.text(refusal.textKey(), refusal.arguments().toArray()));
            again.setStatus(refusal.status());
            return again;
        }
    }

    private ModelAndView view(Page page, Newcomer kept, @Nullable String error) {
        var mine = access.requireAnywhere(Permission.ADMINISTER);
        return page.view("kernel/portal/administration")
                .addObject("people", people.listAdministered())
                .addObject(
                        "municipalities",
                        municipalities.list().stream()
                                .filter(one -> mine.contains(one.id()))
                                .toList())
                .addObject("audit", auditLog.listNewest(SHOWN_AUDIT_ENTRIES))
                .addObject("kept", kept)
                .addObject("error", error);
    }
}
