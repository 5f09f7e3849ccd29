package de.stadtkern.kernel.accounts;

import de.stadtkern.kernel.identity.Departments;
import de.stadtkern.kernel.identity.Departments.Department;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.People.Member;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The people of a municipality: invite them, give and take roles, deactivate, let them choose a new password. */
@Controller
@RequestMapping("/administration/{municipality}/people")
class PeoplePage {

    private static final String ROLE = "role-";
    private static final String KNOWN_ROLE = "known-role-";
    private static final String DEPARTMENT = "department-";

    private final People people;
    private final Departments departments;
    private final Municipalities municipalities;

    PeoplePage(People people, Departments departments, Municipalities municipalities) {
        this.people = people;
        this.departments = departments;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView list(Page page, @PathVariable long municipality) {
        return list(page, municipality, Form.blank());
    }

    @PostMapping
    ModelAndView invite(Page page, @PathVariable long municipality, Form form) {
        try {
            String token = people.invite(form.value("login"), form.value("name"), roles(form, ROLE), municipality);
            return OneTimeLink.view(page, token, "accounts.link.invitation", municipality);
        } catch (Refusal refusal) {
            return list(page, municipality, form.refused(refusal, page));
        }
    }

    @PostMapping("/known")
    ModelAndView include(Page page, @PathVariable long municipality, Form form) {
        try {
            people.include(form.value("known-login"), roles(form, KNOWN_ROLE), municipality);
            return page.redirect("/administration/" + municipality + "/people", "accounts.people.changed");
        } catch (Refusal refusal) {
            return list(page, municipality, form.refused(refusal, page));
        }
    }

    @GetMapping("/{person}")
    ModelAndView show(Page page, @PathVariable long municipality, @PathVariable long person) {
        Form form = Form.blank();
        for (Role role : people.get(person, municipality).roles()) {
            form = form.with(ROLE + role, true);
        }
        for (long department : departments.listOf(person, municipality)) {
            form = form.with(DEPARTMENT + department, true);
        }
        return show(page, municipality, person, form);
    }

    @PostMapping("/{person}")
    ModelAndView change(Page page, @PathVariable long municipality, @PathVariable long person, Form form) {
        return attempt(page, municipality, person, form, () -> {
            people.setRoles(person, municipality, roles(form, ROLE));
            departments.assign(person, departments(form), municipality);
        });
    }

    @PostMapping("/{person}/password")
    ModelAndView resetPassword(Page page, @PathVariable long municipality, @PathVariable long person) {
        String token = people.resetPassword(person, municipality);
        return OneTimeLink.view(page, token, "accounts.link.reset", municipality);
    }

    @PostMapping("/{person}/active")
    ModelAndView setActive(
            Page page,
            @PathVariable long municipality,
            @PathVariable long person,
            Form form,
            @RequestParam boolean active) {
        return attempt(page, municipality, person, form, () -> {
            if (active) {
                people.reactivate(person, municipality);
            } else {
                people.deactivate(person, municipality);
            }
        });
    }

    private ModelAndView attempt(Page page, long municipality, long person, Form form, Runnable action) {
        try {
            action.run();
            return page.redirect("/administration/" + municipality + "/people/" + person, "accounts.people.changed");
        } catch (Refusal refusal) {
            return show(page, municipality, person, form.refused(refusal, page));
        }
    }

    private ModelAndView list(Page page, long municipality, Form form) {
        return page.view("kernel/accounts/people", form)
                .addObject("people", table(page, municipality).show(page, people.list(municipality)))
                .addObject("tenant", municipalities.get(municipality));
    }

    private ModelAndView show(Page page, long municipality, long person, Form form) {
        return page.view("kernel/accounts/person", form)
                .addObject("member", people.get(person, municipality))
                .addObject("departments", departments.list(municipality))
                .addObject("tenant", municipalities.get(municipality));
    }

    private static Table<Member> table(Page page, long municipality) {
        return Table.<Member>named("people")
                .column(
                        "name",
                        "accounts.name",
                        one -> Cell.link(
                                page.url("/administration/" + municipality + "/people/"
                                        + one.person().id()),
                                one.person().name()))
                .column("login", "accounts.login", one -> Cell.text(one.person().login()))
                .column("roles", "accounts.roles", one -> Cell.text(words(page, one.roles())))
                .column(
                        "state",
                        "accounts.state",
                        one -> Cell.badge(mark(one), page.text("accounts.state." + one.state())))
                .sortedBy("name");
    }

    private static Mark mark(Member member) {
        return switch (member.state()) {
            case INVITED -> Mark.PLANNED;
            case ACTIVE -> Mark.OK;
            case DEACTIVATED -> Mark.STALE;
        };
    }

    private static String words(Page page, Set<Role> roles) {
        return roles.stream()
                .sorted()
                .map(role -> page.text("identity.role." + role))
                .collect(Collectors.joining(", "));
    }

    private static Set<Role> roles(Form form, String prefix) {
        return Arrays.stream(Role.values())
                .filter(role -> form.value(prefix + role).equals("true"))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private static List<Long> departments(Form form) {
        return form.values().keySet().stream()
                .filter(field -> field.matches(DEPARTMENT + "\\d{1,18}"))
                .map(field -> Long.valueOf(field.substring(DEPARTMENT.length())))
                .toList();
    }

    /** For the template: the name of the department's box. */
    static String box(Department department) {
        return DEPARTMENT + department.id();
    }
}
