package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The register of fees: the list of a year, rates, entries by form and file, and what a change of class would mean. */
@Controller
@RequestMapping("/sweeping/fees")
class FeesPage {

    private static final String HERE = "/sweeping/fees";
    private static final int MOST_ROWS = 50;

    private final FeeRegister register;
    private final SweepingPlan plan;
    private final Clock clock;

    FeesPage(FeeRegister register, SweepingPlan plan, Clock clock) {
        this.register = register;
        this.plan = plan;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            Page page,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "0") long municipality) {
        return view(page, year, municipality, Form.blank());
    }

    @PostMapping("/rates")
    ModelAndView setRate(
            Page page,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "0") long municipality,
            Form form) {
        try {
            register.setRate(whose(municipality), year(year), form);
            return page.redirect(address(year, municipality), "sweeping.rate.done");
        } catch (Refusal refusal) {
            return view(page, year, municipality, form.refused(refusal, page));
        }
    }

    @PostMapping("/plots")
    ModelAndView put(
            Page page,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "0") long municipality,
            Form form) {
        try {
            register.put(whose(municipality), form);
            return page.redirect(address(year, municipality), "sweeping.plot.done", form.value("plot"));
        } catch (Refusal refusal) {
            return view(page, year, municipality, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, String year, long municipality, Form form) {
        long whose = whose(municipality);
        int shown = year(year);
        List<Fee> fees = register.list(whose, shown);
        return page.view("services/sweeping/fees", form.values().containsKey("share") ? form : form.with("share", "1"))
                .addObject("municipality", whose)
                .addObject("year", shown)
                .addObject("policy", plan.policy(whose))
                .addObject("rates", register.rates(whose, shown))
                .addObject(
                        "missing",
                        fees.stream()
                                .flatMap(fee -> fee.missing().stream())
                                .distinct()
                                .toList())
                .addObject("total", fees.stream().mapToLong(Fee::cents).sum())
                .addObject("fees", table(page, whose).show(page, fees));
    }

    private static Table<Fee> table(Page page, long municipality) {
        return Table.<Fee>named("fees")
                .rowsPerPage(MOST_ROWS)
                .column(
                        "plot",
                        "sweeping.plot",
                        fee -> Cell.link(
                                page.url("/sweeping/fees/plot?municipality=" + municipality + "&plot="
                                        + URLEncoder.encode(fee.last().plot(), StandardCharsets.UTF_8)),
                                fee.last().plot()))
                .column(
                        "address",
                        "sweeping.address",
                        fee -> Cell.text(fee.last().address()))
                .column("street", "sweeping.street", fee -> Cell.text(fee.last().street()))
                .column("class", "sweeping.class", fee -> Cell.text(fee.last().sweepingClass()))
                .column(
                        "metres",
                        "sweeping.front",
                        fee -> Cell.number(fee.last().metres().doubleValue(), 2, "m"))
                .column(
                        "share",
                        "sweeping.fee.share",
                        fee -> Cell.number(fee.last().share().doubleValue(), 3, ""))
                .column("file", "sweeping.file", fee -> Cell.text(fee.last().fileNumber()))
                .column(
                        "parts",
                        "sweeping.fee.parts",
                        fee -> Cell.number((double) fee.parts().size(), 0, ""))
                .column("fee", "sweeping.fee", fee -> Cell.number(fee.cents() / 100.0, 2, "€"));
    }

    @GetMapping("/import")
    ModelAndView importForm(Page page, @RequestParam(defaultValue = "0") long municipality) {
        return view(page, municipality, Form.blank(), null);
    }

    /** First shows what the file would do; with the field {@code apply} it does it. */
    @PostMapping("/import")
    ModelAndView importFile(
            Page page,
            @RequestParam(defaultValue = "0") long municipality,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Form form)
            throws IOException {
        String text = file == null || file.isEmpty() ? form.value("csv") : UploadedText.of(file.getBytes());
        Form filled = form.with("csv", text);
        try {
            if (new Fields(form).isTicked("apply")) {
                int entries = register.importFile(whose(municipality), text);
                return page.redirect(address("", municipality), "sweeping.import.done", entries);
            }
            return view(page, municipality, filled, register.preview(whose(municipality), text));
        } catch (Refusal refusal) {
            return view(page, municipality, filled.refused(refusal, page), null);
        }
    }

    private ModelAndView view(Page page, long municipality, Form form, FeeRegister.@Nullable Preview preview) {
        return page.view("services/sweeping/import", form)
                .addObject("municipality", whose(municipality))
                .addObject("preview", preview);
    }

    @GetMapping("/change")
    ModelAndView change(
            Page page,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "0") long municipality,
            Form form) {
        boolean asked = !form.value("changeStreet").isBlank();
        try {
            return view(
                    page,
                    municipality,
                    year,
                    form,
                    asked
                            ? register.differences(whose(municipality), FeeRegister.classChange(form), year(year))
                            : List.of());
        } catch (Refusal refusal) {
            return view(page, municipality, year, form.refused(refusal, page), List.of());
        }
    }

    @PostMapping("/change")
    ModelAndView doChange(
            Page page,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "0") long municipality,
            Form form) {
        try {
            FeeRegister.ClassChange change = FeeRegister.classChange(form);
            if (change.reason().isEmpty()) {
                throw Refusal.badInput("sweeping.refusal.empty").at("changeReason");
            }
            int plots = register.change(whose(municipality), change);
            return page.redirect(address(year, municipality), "sweeping.change.done", plots);
        } catch (Refusal refusal) {
            return view(page, municipality, year, form.refused(refusal, page), List.of());
        }
    }

    private ModelAndView view(
            Page page, long municipality, String year, Form form, List<FeeRegister.Difference> differences) {
        return page.view("services/sweeping/change", form.with("year", year(year)))
                .addObject("municipality", whose(municipality))
                .addObject("differences", differences)
                .addObject(
                        "sum",
                        differences.stream()
                                .mapToLong(FeeRegister.Difference::cents)
                                .sum());
    }

    @GetMapping("/plot")
    ModelAndView plot(
            Page page,
            @RequestParam(defaultValue = "") String plot,
            @RequestParam(defaultValue = "0") long municipality) {
        long whose = whose(municipality);
        return page.view("services/sweeping/plot")
                .addObject("municipality", whose)
                .addObject("plot", plot)
                .addObject("history", register.history(whose, plot).reversed());
    }

    /** Cents as euros with two decimals, as people of the language write them. */
    static String euros(Page page, long cents) {
        return page.quantity(cents / 100.0, 2, "€");
    }

    private long whose(long municipality) {
        return plan.whose(Permission.KEEP_FEES, municipality);
    }

    private int year(String year) {
        return Fields.year(year, clock.instant().atZone(Rule.TOWN).getYear());
    }

    private String address(String year, long municipality) {
        return HERE + "?municipality=" + whose(municipality) + (year.isBlank() ? "" : "&year=" + year(year));
    }
}
