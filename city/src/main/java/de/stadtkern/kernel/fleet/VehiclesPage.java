package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.VehicleFile.Fault;
import de.stadtkern.kernel.fleet.Vehicles.Standing;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** All vehicles and how they stand, and their file. */
@Controller
@RequestMapping("/fleet")
class VehiclesPage {

    private final Vehicles vehicles;
    private final VehicleFile file;
    private final Municipalities municipalities;

    VehiclesPage(Vehicles vehicles, VehicleFile file, Municipalities municipalities) {
        this.vehicles = vehicles;
        this.file = file;
        this.municipalities = municipalities;
    }

    @Bean
    static NavigationEntry fleetEntry() {
        return new NavigationEntry("/fleet", "fleet.fleet", Permission.SEE_OPERATIONS, 36);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return view(page, Form.blank(), List.of());
    }

    @GetMapping("/vehicles.csv")
    ResponseEntity<String> download() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"vehicles.csv\"")
                .body(file.write());
    }

    @PostMapping("/import")
    ModelAndView upload(Page page, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        try {
            VehicleFile.Outcome outcome = this.file.read(form, file == null ? new byte[0] : file.getBytes());
            if (outcome.faults().isEmpty()) {
                return page.redirect("/fleet", "fleet.import.done", outcome.vehicles());
            }
            ModelAndView view = view(page, form, outcome.faults());
            view.setStatus(HttpStatus.BAD_REQUEST);
            return view;
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), List.of());
        }
    }

    static Mark mark(Vehicles.State state) {
        return switch (state) {
            case FREE -> Mark.OK;
            case ON_SHIFT -> Mark.RUNNING;
            case LENT, BORROWED -> Mark.INFO;
            case OUT_OF_SERVICE -> Mark.DANGER;
            case INACTIVE -> Mark.STALE;
        };
    }

    /** What stands behind the state: why, and until when. */
    static String because(Page page, Standing one) {
        return one.until() == null ? one.because() : page.text("fleet.until", one.because(), page.time(one.until()));
    }

    private ModelAndView view(Page page, Form form, List<Fault> faults) {
        Table<Standing> table = Table.<Standing>named("vehicles")
                .column(
                        "name",
                        "fleet.name",
                        one -> Cell.link(
                                        page.url("/fleet/vehicles/"
                                                + one.vehicle().id()),
                                        one.vehicle().name())
                                .note(page.text("fleet.kind." + one.vehicle().kind())))
                .column(
                        "state",
                        "fleet.state",
                        one -> Cell.badge(mark(one.state()), page.text("fleet.state." + one.state())))
                .column("because", "fleet.because", one -> text(because(page, one)))
                .column(
                        "equipment",
                        "fleet.equipment",
                        one -> text(
                                Choices.joined(page, "equipment", one.vehicle().equipment())))
                .column("depot", "fleet.depot", one -> Cell.text(one.vehicle().depotName()))
                .sortedBy("name");
        return page.view("kernel/fleet/vehicles", form)
                .addObject("vehicles", table.show(page, vehicles.list()))
                .addObject("faults", faultTable(page).show(page, faults))
                .addObject("faulty", !faults.isEmpty())
                .addObject("municipalities", Choices.municipalities(municipalities, vehicles.listKept()));
    }

    static Cell text(String text) {
        return text.isEmpty() ? Cell.empty() : Cell.text(text);
    }

    private static Table<Fault> faultTable(Page page) {
        return Table.<Fault>named("faults")
                .fixedColumn("line", "fleet.import.line", one -> Cell.number((double) one.line(), 0, ""))
                .fixedColumn(
                        "field",
                        "fleet.import.column",
                        one -> text(one.refusal().field()))
                .fixedColumn(
                        "why",
                        "fleet.import.why",
                        one -> Cell.text(page.text(
                                one.refusal().textKey(),
                                one.refusal().arguments().toArray())));
    }
}
