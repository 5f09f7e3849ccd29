package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Quantity;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The checks: which tests a municipality wants for what, and the form in which it says so. */
@Controller
@RequestMapping("/quality/checks")
class CheckPage {

    private static final String ONE = "/{id:[0-9]{1,18}}";

    private final Checks checks;
    private final Observations observations;

    CheckPage(Checks checks, Observations observations) {
        this.checks = checks;
        this.observations = observations;
    }

    @GetMapping
    ModelAndView list(Page page) {
        List<Check> all = checks.list();
        Set<Long> keeps = Checks.listKept(page.person());
        return page.view("kernel/quality/checks")
                .addObject("checks", table(page).show(page, all))
                .addObject("mayKeep", !keeps.isEmpty())
                .addObject("suggested", suggested(all, keeps));
    }

    /** What is measured without a check, and for which settings are at hand. */
    private List<Quantity> suggested(List<Check> all, Set<Long> keeps) {
        Set<String> checked =
                all.stream().map(check -> String.valueOf(check.property())).collect(Collectors.toSet());
        return quantities(keeps)
                .filter(one -> !checked.contains(one.property())
                        && Suggestion.find(one.property()).isPresent())
                .toList();
    }

    private Stream<Quantity> quantities(Set<Long> where) {
        return where.stream()
                .flatMap(id -> observations.listQuantities(id).stream())
                .distinct();
    }

    /** With what is suggested for the property that the address names. */
    @GetMapping("/new")
    ModelAndView blank(Page page) {
        String property = page.parameter("property");
        Form form = CheckFields.blank().with("property", property).with("datastream", page.parameter("datastream"));
        return view(
                page,
                "/quality/checks/new",
                null,
                Suggestion.find(property)
                        .map(one -> CheckFields.with(form, one.settings()))
                        .orElse(form));
    }

    @PostMapping("/new")
    ModelAndView create(Page page, Form form) {
        Set<Long> keeps = checks.requireKeeper();
        try {
            long id = checks.save(CheckFields.read(form, 0, Checks.municipality(form, keeps)));
            return page.redirect("/quality/checks/" + id, "quality.check.done");
        } catch (Refusal refusal) {
            return view(page, "/quality/checks/new", null, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        Check check = checks.get(id);
        return view(page, "/quality/checks/" + id, check, CheckFields.of(check));
    }

    @PostMapping(ONE)
    ModelAndView change(Page page, @PathVariable long id, Form form) {
        Check check = checks.get(id);
        try {
            checks.save(CheckFields.read(form, id, check.municipalityId()));
            return page.redirect("/quality/checks/" + id, "quality.check.done");
        } catch (Refusal refusal) {
            return view(page, "/quality/checks/" + id, check, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/delete")
    ModelAndView delete(Page page, @PathVariable long id) {
        checks.delete(id);
        return page.redirect("/quality/checks", "quality.check.deleted");
    }

    private ModelAndView view(Page page, String path, @Nullable Check check, Form form) {
        Set<Long> where = check == null ? checks.requireKeeper() : Set.of(check.municipalityId());
        return page.view("kernel/quality/check", form)
                .addObject("path", path)
                .addObject("check", check)
                .addObject("title", check == null ? page.text("quality.check.new") : target(page, check))
                .addObject("mayKeep", check == null || checks.mayKeep(check.municipalityId()))
                .addObject("municipalities", checks.choices(where))
                .addObject("properties", properties(page, where))
                .addObject("methods", named(page, "quality.spike.", Spike.Method.values()))
                .addObject("kinds", named(page, "quality.quiet.", AttenuatedSignal.Kind.values()));
    }

    private List<Choice> properties(Page page, Set<Long> where) {
        return Stream.concat(
                        Stream.of(new Choice("", page.text("quality.property.none"))),
                        quantities(where).map(one -> new Choice(one.property(), one.name())))
                .toList();
    }

    private static List<Choice> named(Page page, String beginning, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(one -> new Choice(one.name(), page.text(beginning + one.name())))
                .toList();
    }

    private String target(Page page, Check check) {
        String property = check.property();
        if (property == null) {
            return page.text("quality.check.of-one", String.valueOf(check.datastream()));
        }
        String name = observations.listQuantities(check.municipalityId()).stream()
                .filter(one -> one.property().equals(property))
                .map(Quantity::name)
                .findFirst()
                .orElse(property);
        return page.text("quality.check.of-all", name);
    }

    private Table<Check> table(Page page) {
        return Table.<Check>named("checks")
                .column(
                        "for",
                        "quality.check",
                        check -> Cell.link(page.url("/quality/checks/" + check.id()), target(page, check)))
                .fixedColumn(
                        "tests",
                        "quality.tests",
                        check -> Cell.text(check.tests().stream()
                                .map(test -> page.text("quality.test." + test.name()))
                                .collect(Collectors.joining(", "))))
                .column(
                        "active",
                        "quality.active",
                        check -> Cell.badge(
                                check.active() ? Mark.OK : Mark.STALE,
                                page.text(check.active() ? "quality.on" : "quality.off")))
                .sortedBy("for");
    }
}
