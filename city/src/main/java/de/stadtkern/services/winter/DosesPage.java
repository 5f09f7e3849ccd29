package de.stadtkern.services.winter;

import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The dose table of a municipality, for those who keep its vehicles. */
@Controller
@RequestMapping("/winter/doses")
class DosesPage {

    private final Doses doses;

    DosesPage(Doses doses) {
        this.doses = doses;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank().with("municipality", page.parameter("municipality")));
    }

    @PostMapping
    ModelAndView put(Page page, Form form) {
        return change(page, form, doses::put);
    }

    @PostMapping("/remove")
    ModelAndView remove(Page page, Form form) {
        return change(page, form, doses::remove);
    }

    @PostMapping("/assume")
    ModelAndView assume(Page page, Form form) {
        return change(page, form, doses::assume);
    }

    private ModelAndView change(Page page, Form form, Consumer<Form> change) {
        try {
            change.accept(form);
            return page.redirect(
                    "/winter/doses?municipality=" + form.value("municipality").strip(), "winter.doses.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Form form) {
        List<Municipality> kept = doses.listWith(Permission.KEEP_FLEET);
        Municipality here = doses.choose(Permission.KEEP_FLEET, form.value("municipality"));
        Dose.Table table = doses.table(here.id());
        List<Doses.Version> history = doses.history(here.id());
        Form filled = form.with("municipality", here.id());
        if (!form.isRefused()) {
            filled = filled.with("width", page.number(table.widthMetres(), 1))
                    .with("film", page.number(table.filmMillimetres(), 2));
        }
        return page.view("services/winter/doses", filled)
                .addObject("municipality", here)
                .addObject("municipalities", Doses.choices(kept))
                .addObject("rows", rows(page, table).show(page, table.rows()))
                .addObject("history", versions().show(page, history))
                .addObject("untouched", history.isEmpty())
                .addObject("cases", choices(page, Dose.Case.values(), Dose.Case::textKey))
                .addObject("agents", choices(page, Dose.Agent.values(), Dose.Agent::textKey));
    }

    private static <E extends Enum<E>> List<Choice> choices(Page page, E[] values, Function<E, String> key) {
        return Arrays.stream(values)
                .map(one -> new Choice(one.name(), page.text(key.apply(one))))
                .toList();
    }

    private static Table<Dose.Row> rows(Page page, Dose.Table table) {
        return Table.<Dose.Row>named("doses")
                .fixedColumn(
                        "when",
                        "winter.dose.when",
                        row -> Cell.text(page.text(row.when().textKey())))
                .fixedColumn("above", "winter.dose.above", row -> Cell.number(row.above(), 0, "Cel"))
                .fixedColumn(
                        "agent",
                        "winter.dose.agent",
                        row -> Cell.text(page.text(row.agent().textKey())))
                .fixedColumn(
                        "amount",
                        "winter.dose.amount",
                        row -> row.amount() == null
                                ? Cell.text(page.text("winter.dose.not-set"))
                                : Cell.number(row.amount(), 1, row.agent().unit()))
                .fixedColumn("needed", "winter.dose.needed-at", row -> needed(page, table, row));
    }

    /** What physics asks for at the coldest that the row is for. */
    private static Cell needed(Page page, Dose.Table table, Dose.Row row) {
        if (row.agent() == Dose.Agent.GRIT) {
            return Cell.empty();
        }
        Dose dose = new Dose(row, Dose.gramsPerSquareMetre(table.filmMillimetres(), row.above()), row.above());
        if (!Double.isFinite(dose.neededGrams())) {
            return Cell.text(page.text("winter.dose.no-salt"));
        }
        String needed = page.quantity(dose.neededGrams(), "g/m2");
        return Cell.text(needed).note(dose.isTooLittle() ? page.text("winter.dose.too-little") : null);
    }

    private static Table<Doses.Version> versions() {
        return Table.<Doses.Version>named("history")
                .column("at", "winter.history.at", one -> Cell.time(one.madeAt()))
                .column("by", "winter.history.by", one -> Cell.text(one.personName()))
                .column("change", "winter.history.change", one -> Cell.text(one.change()))
                .column("reason", "winter.reason", one -> Cell.text(one.reason()))
                .sortedBy("-at");
    }
}
