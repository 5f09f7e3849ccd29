package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.alarms.Maintenance.Window;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Thing;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page on which work at stations is announced. */
@Controller
@RequestMapping("/alarms/maintenance")
class MaintenancePage {

    private final Maintenance maintenance;
    private final Rules rules;
    private final Observations observations;

    MaintenancePage(Maintenance maintenance, Rules rules, Observations observations) {
        this.maintenance = maintenance;
        this.rules = rules;
        this.observations = observations;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank().with("thing", page.parameter("thing")));
    }

    @PostMapping
    ModelAndView announce(Page page, Form form) {
        Set<Long> keeps = rules.requireKeeper();
        try {
            long municipality = RulePage.municipality(form, keeps);
            maintenance.announce(new Window(
                    0, municipality, thing(form), time(form, "starts"), time(form, "ends"), form.value("reason"), ""));
            return page.redirect("/alarms/maintenance", "alarms.maintenance.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/{id:[0-9]+}/end")
    ModelAndView end(Page page, @PathVariable long id) {
        maintenance.end(id);
        return page.redirect("/alarms/maintenance", "alarms.maintenance.ended");
    }

    private ModelAndView view(Page page, Form form) {
        List<Window> windows = maintenance.list();
        Map<Long, String> things = new HashMap<>();
        for (Window window : windows) {
            Long thing = window.thing();
            if (thing != null) {
                things.put(thing, observations.findThing(thing).map(Thing::name).orElse(thing.toString()));
            }
        }
        return page.view("kernel/alarms/maintenance", form)
                .addObject("windows", windows)
                .addObject("things", things)
                .addObject("municipalities", rules.choices(Rules.listKept(page.person())));
    }

    private static @Nullable Long thing(Form form) {
        String text = form.value("thing").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.badInput("alarms.refusal.thing", text).at("thing");
        }
        return Long.valueOf(text);
    }

    private static Instant time(Form form, String field) {
        String text = form.value(field).strip();
        try {
            return LocalDateTime.parse(text).atZone(Hours.TOWN).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.badInput("alarms.refusal.time", text).at(field);
        }
    }
}
