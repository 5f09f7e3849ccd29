package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** A register from a file, and what the last extract changed. */
@Controller
@RequestMapping("/streets")
class RegisterFilePage {

    private final StreetRegister register;
    private final RegisterImport imports;
    private final RegisterRows rows;
    private final SegmentRows segments;

    RegisterFilePage(StreetRegister register, RegisterImport imports, RegisterRows rows, SegmentRows segments) {
        this.register = register;
        this.imports = imports;
        this.rows = rows;
        this.segments = segments;
    }

    @GetMapping("/import")
    ModelAndView show(Page page) {
        return view(page, register.municipality(page.parameter(RegisterFilters.MUNICIPALITY)), Form.blank(), List.of());
    }

    @PostMapping("/import")
    ModelAndView read(Page page, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        long municipality = register.municipality(form.value(RegisterFilters.MUNICIPALITY));
        try {
            RegisterImport.Outcome outcome = imports.read(municipality, content(file), form.value("reason"));
            if (outcome.faults().isEmpty()) {
                return page.redirect(
                        RegisterPage.HERE + "?municipality=" + municipality, "streets.import.done", outcome.changed());
            }
            Refusal refusal = Refusal.badInput(
                            "streets.refusal.faults", outcome.faults().size())
                    .at("file");
            return view(page, municipality, form.refused(refusal, page), outcome.faults());
        } catch (Refusal refusal) {
            return view(page, municipality, form.refused(refusal, page), List.of());
        }
    }

    @GetMapping("/changes")
    ModelAndView changes(Page page) {
        long municipality = register.municipality(page.parameter(RegisterFilters.MUNICIPALITY));
        return page.view("kernel/streets/changes")
                .addObject(
                        "extract", segments.findExtract().map(Extract::fileName).orElse(""))
                .addObject("changes", changes(page, municipality));
    }

    static byte[] content(@Nullable MultipartFile file) throws IOException {
        if (file == null) {
            throw Refusal.badInput("streets.refusal.file-empty").at("file");
        }
        return file.getBytes();
    }

    private ModelAndView view(Page page, long municipality, Form form, List<RegisterImport.Fault> faults) {
        Table<RegisterImport.Fault> table = Table.<RegisterImport.Fault>named("faults")
                .fixedColumn("line", "streets.import.line", fault -> Cell.number((double) fault.number(), 0, ""))
                .fixedColumn(
                        "field",
                        "streets.import.field",
                        fault -> Cell.text(fault.refusal().field()))
                .fixedColumn(
                        "rule",
                        "streets.import.rule",
                        fault -> Cell.text(page.text(
                                fault.refusal().textKey(),
                                fault.refusal().arguments().toArray())));
        return page.view("kernel/streets/import", form)
                .addObject("municipality", municipality)
                .addObject("municipalities", register.choices())
                .addObject("mayKeep", register.mayKeep(municipality))
                .addObject("faulty", !faults.isEmpty())
                .addObject("faults", table.show(page, faults));
    }

    private TableView changes(Page page, long municipality) {
        return Table.<SegmentChange>named("changes")
                .column(
                        "street",
                        "streets.street",
                        one -> Cell.link(
                                        page.url("/streets/segment?id=" + one.segmentId()),
                                        one.name().isEmpty() ? page.text("streets.nameless") : one.name())
                                .note(page.text("streets.segment.number", Long.toString(one.segmentId()))))
                .column("class", "streets.class", one -> Cell.text(RegisterChoices.roadClass(page, one.roadClass())))
                .column("kind", "streets.change", one -> Cell.text(page.text("streets.change." + one.kind())))
                .column("fields", "streets.change.what", one -> Cell.text(what(page, one)))
                .sortedBy("kind")
                .show(page, rows.listChanges(municipality));
    }

    private static String what(Page page, SegmentChange change) {
        StringBuilder what = new StringBuilder();
        change.fields()
                .forEach(field ->
                        what.append(what.isEmpty() ? "" : ", ").append(page.text("streets.change.field." + field)));
        if (change.parentId() != null) {
            boolean gone = change.kind() == SegmentChange.Kind.REMOVED;
            what.append(page.text(
                    gone ? "streets.change.now-in" : "streets.change.part-of", Long.toString(change.parentId())));
        }
        if (change.differs()) {
            what.append(". ").append(page.text("streets.change.differs"));
        }
        return what.toString();
    }
}
