package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.Keepings.Kept;
import de.stadtkern.kernel.observations.storage.Figures;
import de.stadtkern.kernel.observations.storage.Keeping;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page of what is kept of a datastream: everybody sees it and the figures, its owner says so. */
@Controller
@RequestMapping("/observations/datastreams/{id}")
class KeepingPage {

    private static final int PERCENT = 100;

    private final Keepings keepings;
    private final Figures figures;

    KeepingPage(Keepings keepings, Figures figures) {
        this.keepings = keepings;
        this.figures = figures;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long id) {
        Kept kept = keepings.get(id);
        return view(page, kept, form(kept.keeping()));
    }

    @PostMapping
    ModelAndView change(Page page, @PathVariable long id, Form form) {
        Kept kept = keepings.get(id);
        try {
            keepings.changeAsPerson(id, wanted(form), form.value("agreed").equals("true"));
            return page.redirect("/observations/datastreams/" + id, "observations.keeping.done");
        } catch (Refusal refusal) {
            return view(page, kept, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Kept kept, Form form) {
        Optional<Duration> width = width(kept.keeping(), page.parameter("width"));
        return page.view("kernel/observations/keeping", form)
                .addObject("kept", kept)
                .addObject("end", keepings.end(kept.keeping()))
                .addObject("mayChange", keepings.mayChange(kept))
                .addObject("width", width.orElse(null))
                .addObject(
                        "figures",
                        width.map(one -> table(kept.unit()).show(page, figures.rows(kept.id(), one)))
                                .orElse(null));
    }

    private static Form form(Keeping keeping) {
        Form form = Form.blank().with("keepDays", keeping.keepDays());
        for (Duration width : keeping.figures()) {
            form = form.with(width.toString(), true);
        }
        return form;
    }

    private static Keeping wanted(Form form) {
        List<Duration> widths = Keeping.WIDTHS.stream()
                .filter(width -> form.value(width.toString()).equals("true"))
                .toList();
        return new Keeping(days(form.value("keepDays").strip()), widths, null);
    }

    private static @Nullable Integer days(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,9}")) {
            throw Keepings.wrongDays(text);
        }
        return Integer.valueOf(text);
    }

    /** The wanted one, or the widest that is kept. */
    private static Optional<Duration> width(Keeping keeping, String wanted) {
        return keeping.figures().stream()
                .filter(width -> width.toString().equals(wanted))
                .findFirst()
                .or(() -> keeping.figures().stream().max(Duration::compareTo));
    }

    private static Table<Figures.Bucket> table(String unit) {
        return Table.<Figures.Bucket>named("figures")
                .column("start", "observations.figures.start", row -> Cell.time(row.start()))
                .fixedColumn(
                        "observations",
                        "observations.figures.count",
                        row -> Cell.number((double) row.observations(), 0, ""))
                .fixedColumn("min", "observations.figures.min", row -> Cell.number(row.min(), 1, unit))
                .fixedColumn("mean", "observations.figures.mean", row -> Cell.number(row.mean(), 1, unit))
                .fixedColumn("max", "observations.figures.max", row -> Cell.number(row.max(), 1, unit))
                .fixedColumn("sum", "observations.figures.sum", row -> Cell.number(row.sum(), 1, unit))
                .fixedColumn(
                        "valid", "observations.figures.valid", row -> Cell.number(row.validShare() * PERCENT, 0, "%"))
                .sortedBy("-start");
    }
}
