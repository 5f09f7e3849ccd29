package de.stadtkern.services.winter;

import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.winter.Stocks.Entry;
import de.stadtkern.services.winter.Stocks.Level;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What lies in the depots, with its history, and what brine is made of. */
@Controller
@RequestMapping("/winter/stock")
class StocksPage {

    private final Stocks stocks;

    StocksPage(Stocks stocks) {
        this.stocks = stocks;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(
                page,
                Form.blank()
                        .with("municipality", page.parameter("municipality"))
                        .with("volume", page.parameter("volume"))
                        .with("percent", page.parameter("percent")));
    }

    @PostMapping
    ModelAndView write(Page page, Form form) {
        return change(page, form, stocks::write);
    }

    @PostMapping("/limit")
    ModelAndView limit(Page page, Form form) {
        return change(page, form, stocks::limit);
    }

    private ModelAndView change(Page page, Form form, Consumer<Form> change) {
        try {
            change.accept(form);
            return page.redirect(
                    "/winter/stock?municipality=" + form.value("municipality").strip(), "winter.stock.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Form asked) {
        Form form = asked;
        Dose.Brine brine = null;
        if (!form.value("volume").isEmpty()) {
            try {
                brine = Dose.Brine.of(Doses.number(form, "volume", 0.1, 1000), Doses.number(form, "percent", 1, 23));
            } catch (Refusal refusal) {
                form = form.refused(refusal, page);
            }
        }
        Municipality here = stocks.choose(form.value("municipality"));
        Form filled = form.with("municipality", here.id());
        if (filled.value("percent").isEmpty()) {
            filled = filled.with("percent", 20);
        }
        return page.view("services/winter/stock", filled)
                .addObject("municipality", here)
                .addObject("municipalities", Doses.choices(stocks.listKept()))
                .addObject("levels", levels(page).show(page, stocks.levels(here.id())))
                .addObject("entries", entries(page).show(page, stocks.listEntries(here.id())))
                .addObject(
                        "depots",
                        stocks.listDepots(here.id()).stream()
                                .map(one -> new Choice(one, one))
                                .toList())
                .addObject("goods", choices(page, "winter.stock.good.", Stocks.Good.values()))
                .addObject("kinds", choices(page, "winter.stock.kind.", Stocks.Kind.values()))
                .addObject("brine", brine);
    }

    private static List<Choice> choices(Page page, String key, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(one -> new Choice(one.name(), page.text(key + one.name())))
                .toList();
    }

    private static Table<Level> levels(Page page) {
        return Table.<Level>named("levels")
                .column("depot", "winter.stock.depot", one -> depot(page, one.depot()))
                .column("good", "winter.stock.good", one -> Cell.text(page.text("winter.stock.good." + one.good())))
                .column(
                        "amount",
                        "winter.stock.amount",
                        one -> Cell.number(one.amount(), 1, one.good().unit()))
                .column("counted", "winter.stock.counted", one -> Cell.time(one.countedAt()))
                .column(
                        "night",
                        "winter.stock.per-night",
                        one -> Cell.number(one.perNight(), 2, one.good().unit()))
                .column("nights", "winter.stock.nights", one -> Cell.number(one.nights(), 0, ""))
                .column(
                        "below",
                        "winter.stock.below",
                        one -> Cell.number(one.orderBelow(), 1, one.good().unit()))
                .column("state", "winter.state", one -> state(page, one));
    }

    private static Cell depot(Page page, String name) {
        return Cell.text(name.isEmpty() ? page.text("winter.stock.unnamed") : name);
    }

    static Cell state(Page page, Level level) {
        if (level.countedAt() == null) {
            return Cell.badge(Mark.UNKNOWN, page.text("winter.stock.state.uncounted"));
        }
        return level.isLow()
                ? Cell.badge(Mark.WARNING, page.text("winter.stock.state.low"))
                : Cell.badge(Mark.OK, page.text("winter.stock.state.enough"));
    }

    private static Table<Entry> entries(Page page) {
        return Table.<Entry>named("entries")
                .column("at", "winter.night.at", one -> Cell.time(one.at()))
                .column("depot", "winter.stock.depot", one -> depot(page, one.depot()))
                .column("good", "winter.stock.good", one -> Cell.text(page.text("winter.stock.good." + one.good())))
                .column("kind", "winter.stock.kind", one -> Cell.text(page.text("winter.stock.kind." + one.kind())))
                .column(
                        "amount",
                        "winter.stock.amount",
                        one -> Cell.number(one.amount(), 2, one.good().unit()))
                .column("basis", "winter.night.grade", one -> basis(page, one.basis()))
                .column(
                        "note",
                        "winter.stock.note",
                        one -> one.proof() == null
                                ? Cell.text(one.note())
                                : Cell.link(page.url("/operations/proofs/" + one.proof()), one.note()))
                .column(
                        "by",
                        "winter.history.by",
                        one -> one.personName().isEmpty() ? Cell.empty() : Cell.text(one.personName()))
                .sortedBy("-at");
    }

    private static Cell basis(Page page, @Nullable String basis) {
        return basis == null ? Cell.empty() : Cell.text(page.text("winter.stock.basis." + basis));
    }
}
