package de.stadtkern.services.waste;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.waste.CollectionFile.Fault;
import de.stadtkern.services.waste.CollectionFile.Read;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Collection days and districts from files: everything, or nothing and what is wrong with each line. */
@Controller
@RequestMapping("/waste/collections/import")
class CollectionFilesPage {

    private static final String HERE = "/waste/collections/import";

    private final CollectionRows rows;
    private final Access access;
    private final AuditLog auditLog;
    private final Municipalities municipalities;
    private final TransactionTemplate transaction;

    CollectionFilesPage(
            CollectionRows rows,
            Access access,
            AuditLog auditLog,
            Municipalities municipalities,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.access = access;
        this.auditLog = auditLog;
        this.municipalities = municipalities;
        this.transaction = transaction;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank(), List.of());
    }

    @PostMapping
    ModelAndView days(Page page, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        byte[] content = content(file);
        return store(page, form, () -> CollectionFile.days(content, form.value("area")), rows::replaceDays);
    }

    @PostMapping("/areas")
    ModelAndView areas(Page page, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        byte[] content = content(file);
        return store(page, form, () -> CollectionFile.areas(content), rows::replaceAreas);
    }

    private <T> ModelAndView store(Page page, Form form, Supplier<Read<T>> reading, BiConsumer<Long, Set<T>> storing) {
        long municipality = municipality(form);
        try {
            Read<T> read = reading.get();
            if (!read.faults().isEmpty()) {
                return view(page, form, read.faults());
            }
            if (read.entries().isEmpty()) {
                throw Refusal.badInput("waste.refusal.file").at("file");
            }
            transaction.executeWithoutResult(status -> {
                storing.accept(municipality, read.entries());
                auditLog.record(
                        access.person(),
                        municipality,
                        "waste.collections",
                        Integer.toString(read.entries().size()));
            });
            return page.redirect(HERE, "waste.import.done", read.entries().size());
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), List.of());
        }
    }

    private long municipality(Form form) {
        Set<Long> kept = access.requireAnywhere(Permission.KEEP_CONTAINERS);
        String text = form.value("municipality");
        long named = text.matches("\\d{1,18}")
                ? Long.parseLong(text)
                : kept.iterator().next();
        access.require(Permission.KEEP_CONTAINERS, named);
        return named;
    }

    private static byte[] content(@Nullable MultipartFile file) throws IOException {
        return file == null ? new byte[0] : file.getBytes();
    }

    private ModelAndView view(Page page, Form form, List<Fault> faults) {
        List<Choice> choices = access.requireAnywhere(Permission.KEEP_CONTAINERS).stream()
                .sorted()
                .map(id -> new Choice(id.toString(), municipalities.get(id).name()))
                .toList();
        Table<Fault> table = Table.<Fault>named("faults")
                .fixedColumn("line", "waste.import.line", one -> Cell.number((double) one.line(), 0, ""))
                .fixedColumn(
                        "field",
                        "waste.import.field",
                        one -> Cell.text(one.refusal().field()))
                .fixedColumn(
                        "rule",
                        "waste.import.rule",
                        one -> Cell.text(page.text(
                                one.refusal().textKey(),
                                one.refusal().arguments().toArray())))
                .rowsPerPage(200);
        ModelAndView view = page.view("services/waste/import", form)
                .addObject("faulty", !faults.isEmpty())
                .addObject("faults", table.show(page, faults))
                .addObject("municipalities", choices);
        if (!faults.isEmpty()) {
            view.setStatus(HttpStatus.BAD_REQUEST);
        }
        return view;
    }
}
