package de.stadtkern.kernel.home;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.OwnEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everything that the signed-in person has going on with the town, in one place. */
@Controller
@RequestMapping("/mine")
class MinePage {

    private static final String PATH = "/mine";

    private final OwnTown own;
    private final List<OwnEntry.Source> entries;
    private final Access access;

    MinePage(OwnTown own, List<OwnEntry.Source> entries, Access access) {
        this.own = own;
        this.entries = entries;
        this.access = access;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank());
    }

    @PostMapping("/households")
    ModelAndView addHousehold(Page page, Form form) {
        try {
            own.addHousehold(form.value("name"), form.value("address"));
            return page.redirect(PATH, "home.household.added");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/households/{id:[0-9]{1,18}}/remove")
    ModelAndView removeHousehold(Page page, @PathVariable long id) {
        own.removeHousehold(id);
        return page.redirect(PATH, "home.household.removed");
    }

    @PostMapping("/households/{id:[0-9]{1,18}}/remind")
    ModelAndView remind(Page page, @PathVariable long id, @RequestParam(defaultValue = "false") boolean wanted) {
        own.remind(id, wanted);
        return page.redirect(PATH, wanted ? "home.reminder.on" : "home.reminder.off");
    }

    @PostMapping("/favourites")
    ModelAndView remember(Page page, Form form) {
        own.remember(form.value("path"), form.value("title"));
        return page.redirect(form.value("path"), "home.favourite.added");
    }

    @PostMapping("/favourites/{id:[0-9]{1,18}}/remove")
    ModelAndView forget(Page page, @PathVariable long id) {
        own.forget(id);
        return page.redirect(PATH, "home.favourite.removed");
    }

    private ModelAndView view(Page page, Form form) {
        Person person = access.person();
        return page.view("kernel/home/mine", form)
                .addObject(
                        "entries",
                        entries.stream()
                                .flatMap(source -> source.own(page, person).stream())
                                .sorted(Comparator.comparing(OwnEntry::at).reversed())
                                .toList())
                .addObject("households", own.households())
                .addObject("favourites", own.favourites());
    }
}
