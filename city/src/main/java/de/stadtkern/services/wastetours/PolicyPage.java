package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a municipality decides about its tours of bins: costs, hygiene, shift, tips and access. */
@Controller
@RequestMapping("/wastetours/policy")
class PolicyPage {

    private static final String HERE = "/wastetours/policy";

    private final WastePolicies policies;
    private final Municipalities municipalities;

    PolicyPage(WastePolicies policies, Municipalities municipalities) {
        this.policies = policies;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView show(Page page, @RequestParam(defaultValue = "0") long municipality) {
        return view(page, municipality, Form.blank());
    }

    @PostMapping
    ModelAndView put(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return change(page, municipality, form, policies::put);
    }

    @PostMapping("/tips")
    ModelAndView putTip(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return change(page, municipality, form, policies::putTip);
    }

    @PostMapping("/tips/delete")
    ModelAndView removeTip(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return change(page, municipality, form, policies::removeTip);
    }

    @PostMapping("/access")
    ModelAndView putAccess(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return change(page, municipality, form, policies::putAccess);
    }

    @PostMapping("/access/delete")
    ModelAndView removeAccess(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return change(page, municipality, form, policies::removeAccess);
    }

    private ModelAndView change(Page page, long municipality, Form form, BiConsumer<Long, Form> change) {
        long whose = policies.whose(Permission.KEEP_CONTAINERS, municipality);
        try {
            change.accept(whose, form);
            return page.redirect(HERE + "?municipality=" + whose, "wastetours.policy.done");
        } catch (Refusal refusal) {
            return view(page, whose, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, long municipality, Form form) {
        long whose = policies.whose(Permission.KEEP_CONTAINERS, municipality);
        WastePolicy policy = policies.get(whose);
        List<WastePolicies.Version> history = policies.history(whose);
        return page.view("services/wastetours/policy", filled(form, policy))
                .addObject("municipality", whose)
                .addObject("town", municipalities.get(whose).name())
                .addObject("policy", policy)
                .addObject("untouched", history.isEmpty())
                .addObject("history", versions(page).show(page, history));
    }

    /** With what holds in every field that the form does not bring itself. */
    private static Form filled(Form form, WastePolicy policy) {
        boolean own = form.isRefused() && form.values().containsKey("visit");
        Form filled = form;
        if (!own) {
            for (Map.Entry<String, String> field : WastePolicies.written(policy).entrySet()) {
                filled = filled.with(field.getKey(), field.getValue());
            }
        }
        return filled;
    }

    private static Table<WastePolicies.Version> versions(Page page) {
        return Table.<WastePolicies.Version>named("history")
                .column("at", "wastetours.history.at", one -> Cell.time(one.madeAt()))
                .column("by", "wastetours.history.by", one -> Cell.text(one.personName()))
                .column("what", "wastetours.history.what", one -> Cell.text(what(page, one)))
                .column("reason", "wastetours.reason", one -> Cell.text(one.reason()))
                .sortedBy("-at");
    }

    private static String what(Page page, WastePolicies.Version version) {
        return version.what().entrySet().stream()
                .map(one -> page.text(
                        "wastetours.history.line",
                        label(page, one.getKey()),
                        shown(page, one.getValue().getFirst()),
                        shown(page, one.getValue().getLast())))
                .collect(Collectors.joining("; "));
    }

    private static String shown(Page page, String value) {
        return value.isEmpty() ? "–" : value.equals("true") ? page.text("wastetours.yes") : value;
    }

    /** Of a field. */
    static String label(Page page, String field) {
        int dash = field.indexOf('-');
        String name = dash < 0 ? field : field.substring(0, dash);
        String of = field.substring(dash + 1);
        return switch (name) {
            case "days" -> page.text("wastetours.field.days-of", weekday(page, DayOfWeek.valueOf(of)));
            case "closed" -> page.text("wastetours.field.closed-of", weekday(page, DayOfWeek.valueOf(of)));
            case "overflow" -> page.text("wastetours.field.overflow-of", kind(page, of));
            case "longest" ->
                dash < 0
                        ? page.text("wastetours.field.longest")
                        : page.text("wastetours.field.longest-of", kind(page, of));
            default -> page.text("wastetours.field." + name);
        };
    }

    private static String kind(Page page, String name) {
        return page.text("containers.kind." + Container.Kind.valueOf(name));
    }

    static String weekday(Page page, DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, page.language().locale());
    }

    /** In the order of the week. */
    static String weekdays(Page page, Collection<DayOfWeek> days) {
        return days.stream().sorted().map(day -> weekday(page, day)).collect(Collectors.joining(", "));
    }
}
