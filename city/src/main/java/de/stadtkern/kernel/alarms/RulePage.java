package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The rules: what a municipality wants to know of, and the form in which it says so. */
@Controller
@RequestMapping("/alarms/rules")
class RulePage {

    private static final String ONE = "/{id:[0-9]+}";

    private final Rules rules;
    private final Observations observations;

    RulePage(Rules rules, Observations observations) {
        this.rules = rules;
        this.observations = observations;
    }

    @GetMapping
    ModelAndView list(Page page) {
        return page.view("kernel/alarms/rules")
                .addObject("rules", table(page).show(page, rules.list()))
                .addObject("mayKeep", !Rules.listKept(page.person()).isEmpty());
    }

    @GetMapping("/new")
    ModelAndView blank(Page page) {
        return view(
                page, "/alarms/rules/new", null, RuleFields.blank().with("datastream", page.parameter("datastream")));
    }

    @PostMapping("/new")
    ModelAndView create(Page page, Form form) {
        Set<Long> keeps = rules.requireKeeper();
        try {
            long id = rules.save(rules.read(form, 0, municipality(form, keeps)));
            return page.redirect("/alarms/rules/" + id, "alarms.rule.done");
        } catch (Refusal refusal) {
            return view(page, "/alarms/rules/new", null, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        Rule rule = rules.get(id);
        return view(page, "/alarms/rules/" + id, rule, RuleFields.of(rule));
    }

    @PostMapping(ONE)
    ModelAndView change(Page page, @PathVariable long id, Form form) {
        Rule rule = rules.get(id);
        try {
            rules.save(rules.read(form, id, rule.municipalityId()));
            return page.redirect("/alarms/rules/" + id, "alarms.rule.done");
        } catch (Refusal refusal) {
            return view(page, "/alarms/rules/" + id, rule, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/test")
    ModelAndView test(Page page, @PathVariable long id) {
        return page.redirect("/alarms/" + rules.test(id), "alarms.test.done");
    }

    /** The one that the field names; without it the only one. */
    static long municipality(Form form, Set<Long> keeps) {
        String text = form.value("municipality").strip();
        if (text.isEmpty() && keeps.size() == 1) {
            return keeps.iterator().next();
        }
        return keeps.stream()
                .filter(id -> id.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("alarms.refusal.municipality", text, keeps)
                        .at("municipality"));
    }

    private ModelAndView view(Page page, String path, @Nullable Rule rule, Form form) {
        boolean mayKeep = rule == null || rules.mayKeep(rule);
        Set<Long> where = rule == null ? rules.requireKeeper() : Set.of(rule.municipalityId());
        return page.view("kernel/alarms/rule", form)
                .addObject("path", path)
                .addObject("rule", rule)
                .addObject("mayKeep", mayKeep)
                .addObject("municipalities", rules.choices(where))
                .addObject("properties", properties(page, where))
                .addObject("people", mayKeep ? people(page, where) : List.of())
                .addObject("severities", named(page, "alarms.severity.", Severity.values()))
                .addObject("kinds", named(page, "alarms.kind.", RuleFields.Kind.values()))
                .addObject("directions", named(page, "alarms.direction.", Condition.Direction.values()));
    }

    private List<Choice> properties(Page page, Set<Long> where) {
        return Stream.concat(
                        Stream.of(new Choice("", page.text("alarms.property.none"))),
                        where.stream()
                                .flatMap(id -> observations.listQuantities(id).stream())
                                .map(one -> new Choice(one.property(), one.name()))
                                .distinct())
                .toList();
    }

    private List<Choice> people(Page page, Set<Long> where) {
        List<Choice> people = new ArrayList<>();
        people.add(new Choice("", page.text("alarms.person.none")));
        where.stream()
                .flatMap(id -> rules.listTold(id).stream())
                .distinct()
                .forEach(one -> people.add(new Choice(Long.toString(one.id()), one.name())));
        return people;
    }

    private static List<Choice> named(Page page, String beginning, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(one -> new Choice(one.name(), page.text(beginning + one.name())))
                .toList();
    }

    private static Table<Rule> table(Page page) {
        return Table.<Rule>named("rules")
                .column(
                        "name",
                        "alarms.rule",
                        rule -> Cell.link(page.url("/alarms/rules/" + rule.id()), rule.name())
                                .note(Wording.trigger(page, rule)))
                .column(
                        "severity",
                        "alarms.severity",
                        rule -> Cell.badge(rule.severity().mark(), page.text("alarms.severity." + rule.severity())))
                .fixedColumn("steps", "alarms.rule.steps", rule -> Cell.text(Wording.steps(page, rule)))
                .column(
                        "active",
                        "alarms.rule.active",
                        rule -> Cell.badge(
                                rule.active() ? Mark.OK : Mark.STALE,
                                page.text(rule.active() ? "alarms.rule.on" : "alarms.rule.off")))
                .sortedBy("name");
    }
}
