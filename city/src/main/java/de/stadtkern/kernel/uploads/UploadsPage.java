package de.stadtkern.kernel.uploads;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the uploads: what has come, and for each file how it is read, what it would become and how far it is. */
@Controller
@RequestMapping("/uploads")
class UploadsPage {

    private static final String HERE = "/uploads";
    private static final String ONE = "/{id:[0-9]{1,18}}";

    /** On one page; with more of them the numbers are typed. */
    private static final int MOST_CHOICES = 20_000;

    private final Uploads uploads;

    UploadsPage(Uploads uploads) {
        this.uploads = uploads;
    }

    /** A value as it will be stored. */
    record Stored(long line, Lines.Value value, UploadRows.@Nullable Target target) {}

    @Bean
    static NavigationEntry uploadsEntry() {
        return new NavigationEntry(HERE, "uploads.uploads", Permission.SET_UP_DEVICES, 86);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return listView(page, Form.blank());
    }

    @PostMapping
    ModelAndView add(Page page, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        try {
            long id = uploads.add(UploadsApi.name(file), UploadsApi.content(file));
            return page.redirect(HERE + "/" + id, "uploads.added");
        } catch (Refusal refusal) {
            return listView(page, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        Upload upload = uploads.get(id);
        return view(page, upload, formOf(upload.layout()));
    }

    @PostMapping(ONE)
    ModelAndView arrange(Page page, @PathVariable long id, Form form) {
        Upload upload = uploads.get(id);
        try {
            uploads.arrange(id, form::value);
            return page.redirect(HERE + "/" + id, "uploads.arranged");
        } catch (Refusal refusal) {
            return view(page, upload, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/start")
    ModelAndView start(Page page, @PathVariable long id) {
        Upload upload = uploads.get(id);
        try {
            uploads.start(id);
            return page.redirect(HERE + "/" + id, "uploads.started");
        } catch (Refusal refusal) {
            return view(page, upload, formOf(upload.layout()).refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/stop")
    ModelAndView stop(Page page, @PathVariable long id) {
        uploads.stop(id);
        return page.redirect(HERE + "/" + id, "uploads.stopped");
    }

    @GetMapping(ONE + "/refused.csv")
    ResponseEntity<byte[]> refused(Page page, @PathVariable long id) {
        byte[] file = uploads.refused(uploads.get(id), page::text).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("refused-" + id + ".csv")
                                .build()
                                .toString())
                .body(file);
    }

    private ModelAndView listView(Page page, Form form) {
        Table<Upload> table = Table.<Upload>named("uploads")
                .column("name", "uploads.file", one -> Cell.link(page.url(HERE + "/" + one.id()), one.fileName()))
                .column("at", "uploads.at", one -> Cell.time(one.uploadedAt()))
                .column("by", "uploads.by", one -> Cell.text(one.uploadedBy()))
                .column("state", "uploads.state", one -> state(page, one))
                .column(
                        "stored",
                        "uploads.stored",
                        one -> Cell.number((double) one.progress().stored(), 0, ""))
                .sortedBy("-at");
        return page.view("kernel/uploads/uploads", form)
                .addObject("uploads", table.show(page, uploads.list()))
                .addObject("most", Uploads.MOST_BYTES / (1024 * 1024));
    }

    /** Only what is not started yet is read and checked for the page: a large file takes seconds. */
    private ModelAndView view(Page page, Upload upload, Form form) {
        boolean prepared = upload.state() == Upload.State.PREPARED;
        List<UploadRows.Target> targets = uploads.targets(upload);
        List<String> headings = prepared ? uploads.headings(upload) : List.of();
        Uploads.Check check = prepared ? uploads.check(upload) : new Uploads.Check(List.of(), List.of(), 0, 0, 0, 0);
        return page.view("kernel/uploads/upload", form)
                .addObject("upload", upload)
                .addObject("columns", columns(page, headings))
                .addObject("targets", choices(page, targets, headings.size()))
                .addObject("check", check)
                .addObject("first", first(page, check, targets))
                .addObject("faults", faults(page).show(page, check.faults()));
    }

    /** The columns of the file, as people call them. */
    private static List<Choice> columns(Page page, List<String> headings) {
        List<Choice> columns = new ArrayList<>();
        for (String heading : headings) {
            int number = columns.size() + 1;
            columns.add(new Choice(Integer.toString(number), page.text("uploads.column.of", number, heading)));
        }
        return columns;
    }

    private static List<Choice> choices(Page page, List<UploadRows.Target> targets, int columns) {
        return targets.size() * columns > MOST_CHOICES
                ? List.of()
                : Stream.concat(
                                Stream.of(new Choice("0", page.text("uploads.left-out"))),
                                targets.stream().map(target -> new Choice(Long.toString(target.id()), target.label())))
                        .toList();
    }

    private static TableView first(Page page, Uploads.Check check, List<UploadRows.Target> targets) {
        Map<Long, UploadRows.Target> known =
                targets.stream().collect(Collectors.toMap(UploadRows.Target::id, Function.identity()));
        List<Stored> values = check.first().stream()
                .flatMap(line -> line.values().stream()
                        .map(value -> new Stored(line.number(), value, known.get(value.datastreamId()))))
                .toList();
        return Table.<Stored>named("first")
                .fixedColumn("line", "uploads.line", one -> Cell.number((double) one.line, 0, ""))
                .fixedColumn("time", "uploads.time", one -> Cell.time(one.value.time()))
                .fixedColumn(
                        "series",
                        "uploads.series",
                        one -> Cell.text(
                                one.target == null ? Long.toString(one.value.datastreamId()) : one.target.label()))
                .fixedColumn(
                        "value",
                        "uploads.value",
                        one -> Cell.number(
                                one.value.number().doubleValue(),
                                Math.clamp(one.value.number().scale(), 0, 9),
                                one.target == null ? "" : one.target.unit()))
                .rowsPerPage(20)
                .show(page, values);
    }

    private static Table<Lines.Fault> faults(Page page) {
        return Table.<Lines.Fault>named("faults")
                .fixedColumn("line", "uploads.line", fault -> Cell.number((double) fault.line(), 0, ""))
                .fixedColumn(
                        "column",
                        "uploads.column",
                        fault -> fault.column() == 0 ? Cell.empty() : Cell.number((double) fault.column(), 0, ""))
                .fixedColumn("value", "uploads.value", fault -> Cell.text(fault.value()))
                .fixedColumn("rule", "uploads.rule", fault -> Cell.text(page.text("uploads.rule." + fault.rule())));
    }

    private static Cell state(Page page, Upload upload) {
        return Cell.badge(upload.state().mark(), page.text("uploads.state." + upload.state()));
    }

    private static Form formOf(Layout layout) {
        Form form = Form.blank()
                .with("separator", layout.separator())
                .with("encoding", layout.encoding())
                .with("decimalComma", layout.decimalComma())
                .with("header", layout.header())
                .with("timeColumn", layout.timeColumn());
        for (int i = 0; i < layout.columns().size(); i++) {
            form = form.with("column-" + (i + 1), layout.columns().get(i));
        }
        return form;
    }
}
