package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.RegisterImports.Fault;
import de.stadtkern.kernel.containers.RegisterImports.Line;
import de.stadtkern.kernel.containers.RegisterImports.Preview;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The register and lists of emptyings from files, with a preview. */
@Controller
@RequestMapping("/containers/import")
class ContainerFilesPage {

    private static final List<String> ZONES = List.of("Europe/Berlin", "Europe/London", "UTC");

    private final Containers containers;
    private final RegisterImports register;
    private final EmptyingImports emptyings;
    private final Municipalities municipalities;

    ContainerFilesPage(
            Containers containers, RegisterImports register, EmptyingImports emptyings, Municipalities municipalities) {
        this.containers = containers;
        this.register = register;
        this.emptyings = emptyings;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView show(Page page) {
        kept();
        return view(page, Form.blank(), Preview.NOTHING, false);
    }

    /** Looks at the file, or stores it, as the button says. */
    @PostMapping
    ModelAndView read(Page page, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        try {
            long municipality = ContainerPage.municipality(form.value("municipality"), kept());
            byte[] content = content(file);
            if (form.value("do").equals("preview")) {
                return view(page, form, register.preview(municipality, content, form.value("litres")), true);
            }
            Preview stored = register.store(municipality, content, form.value("litres"), form.value("reason"));
            return stored.faults().isEmpty()
                    ? page.redirect(
                            ContainersPage.HERE,
                            "containers.import.done",
                            stored.lines().size(),
                            stored.same())
                    : view(page, form, stored, false);
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), Preview.NOTHING, false);
        }
    }

    @PostMapping("/emptyings")
    ModelAndView readEmptyings(Page page, @RequestParam(required = false) @Nullable MultipartFile list, Form form)
            throws IOException {
        try {
            long municipality = ContainerPage.municipality(form.value("town"), kept());
            String zone = form.value("zone");
            if (!ZONES.contains(zone)) {
                throw Refusal.badInput("containers.refusal.zone", ContainerFields.shortened(zone))
                        .at("zone");
            }
            EmptyingImports.Outcome outcome = emptyings.read(municipality, ZoneId.of(zone), content(list));
            return outcome.faults().isEmpty()
                    ? page.redirect(
                            ContainersPage.HERE, "containers.import.emptyings.done", outcome.fresh(), outcome.known())
                    : view(page, form, Preview.of(outcome.faults()), false);
        } catch (Refusal refusal) {
            Refusal here = refusal.field().equals("file") ? refusal.at("list") : refusal;
            return view(page, form.refused(here, page), Preview.NOTHING, false);
        }
    }

    private Set<Long> kept() {
        containers.listReadable();
        Set<Long> kept = containers.listKept();
        if (kept.isEmpty()) {
            throw Refusal.forbidden("containers.refusal.not-yours");
        }
        return kept;
    }

    private static byte[] content(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw Refusal.badInput("containers.refusal.file-empty").at("file");
        }
        return file.getBytes();
    }

    private ModelAndView view(Page page, Form form, Preview preview, boolean looked) {
        Table<Fault> faults = Table.<Fault>named("faults")
                .fixedColumn("line", "containers.import.line", one -> Cell.number((double) one.number(), 0, ""))
                .fixedColumn(
                        "field",
                        "containers.import.field",
                        one -> Cell.text(one.refusal().field()))
                .fixedColumn(
                        "rule",
                        "containers.import.rule",
                        one -> Cell.text(page.text(
                                one.refusal().textKey(),
                                one.refusal().arguments().toArray())))
                .rowsPerPage(200);
        Table<Line> lines = Table.<Line>named("lines")
                .fixedColumn("line", "containers.import.line", one -> Cell.number((double) one.number(), 0, ""))
                .fixedColumn(
                        "name",
                        "containers.name",
                        one -> Cell.text(one.container().name()))
                .fixedColumn(
                        "place",
                        "containers.place",
                        one -> Cell.text(one.container().place()))
                .fixedColumn(
                        "what",
                        "containers.import.what",
                        one -> Cell.text(page.text("containers.import." + (one.fresh() ? "fresh" : "changed"))))
                .rowsPerPage(200);
        ModelAndView view = page.view("kernel/containers/import", form)
                .addObject("faulty", !preview.faults().isEmpty())
                .addObject("faults", faults.show(page, preview.faults()))
                .addObject("looked", looked && preview.faults().isEmpty())
                .addObject("lines", lines.show(page, preview.lines()))
                .addObject("would", preview.lines().size())
                .addObject("same", preview.same())
                .addObject("levels", preview.levels().size())
                .addObject("contradicted", preview.contradicted())
                .addObject("most", ContainerFile.MOST_ENTRIES)
                .addObject(
                        "zones",
                        ZONES.stream().map(zone -> new Choice(zone, zone)).toList())
                .addObject("municipalities", ContainersPage.municipalities(municipalities, containers.listKept()));
        if (!preview.faults().isEmpty()) {
            view.setStatus(HttpStatus.BAD_REQUEST);
        }
        return view;
    }
}
