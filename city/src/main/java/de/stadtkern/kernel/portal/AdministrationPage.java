package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Newcomer;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
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

    private static final int SHOWN_AUDIT_ENTRIES = 500;

    private static final Table<AuditLog.Entry> AUDIT = Table.<AuditLog.Entry>named("audit")
            .column("at", "portal.audit.at", entry -> Cell.time(entry.at()))
            .column("login", "portal.login", entry -> entry.login() == null ? Cell.empty() : Cell.text(entry.login()))
            .column("action", "portal.audit.action", entry -> Cell.text(entry.action()))
            .column("detail", "portal.audit.detail", entry -> Cell.text(entry.detail()))
            .sortedBy("-at");

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
        return view(page, Form.blank().with("role", Role.CREW));
    }

    @PostMapping
    ModelAndView register(Page page, Newcomer newcomer, @RequestParam long municipality, Form form) {
        try {
            people.register(newcomer, municipality);
            return page.redirect("/administration", "portal.newcomer.done", newcomer.name());
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Form form) {
        var mine = access.requireAnywhere(Permission.ADMINISTER);
        List<Choice> own = municipalities.list().stream()
                .filter(one -> mine.contains(one.id()))
                .map(AdministrationPage::choice)
                .toList();
        List<Choice> roles = Stream.of(Role.values())
                .map(role -> new Choice(role.name(), page.text("identity.role." + role)))
                .toList();
        return page.view("kernel/portal/administration", form)
                .addObject("people", people(page).show(page, people.listAdministered()))
                .addObject("municipalities", own)
                .addObject("roles", roles)
                .addObject("audit", AUDIT.show(page, auditLog.listNewest(SHOWN_AUDIT_ENTRIES)));
    }

    private static Choice choice(Municipality municipality) {
        return new Choice(Long.toString(municipality.id()), municipality.name());
    }

    private static Table<Person> people(Page page) {
        return Table.<Person>named("people")
                .column("name", "portal.name", person -> Cell.text(person.name()))
                .column("login", "portal.login", person -> Cell.text(person.login()))
                .column("role", "portal.role", person -> Cell.text(roles(page, person)))
                .sortedBy("name");
    }

    private static String roles(Page page, Person person) {
        return person.roles().values().stream()
                .flatMap(Collection::stream)
                .distinct()
                .map(role -> page.text("identity.role." + role))
                .collect(Collectors.joining(", "));
    }
}
