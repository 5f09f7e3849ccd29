package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where administrators begin: the municipalities and districts they look after. */
@Controller
class AdministrationPage {

    private final Municipalities municipalities;
    private final Access access;

    AdministrationPage(Municipalities municipalities, Access access) {
        this.municipalities = municipalities;
        this.access = access;
    }

    @Bean
    static NavigationEntry administrationEntry() {
        return new NavigationEntry("/administration", "accounts.administration", Permission.ADMINISTER, 90);
    }

    @GetMapping("/administration")
    ModelAndView show(Page page) {
        Set<Long> mine = access.requireAnywhere(Permission.ADMINISTER);
        List<Municipality> tenants = municipalities.list().stream()
                .filter(one -> mine.contains(one.id()))
                .toList();
        return page.view("kernel/accounts/administration").addObject("tenants", tenants);
    }
}
