package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The notes from shift to shift: written at the end of one, confirmed at the beginning of the next. */
@Controller
@RequestMapping("/operations/handover")
class HandoverPage {

    private static final String ONE = "/{id:[0-9]{1,18}}";

    private final HandoverNotes notes;
    private final Areas areas;

    HandoverPage(HandoverNotes notes, Areas areas) {
        this.notes = notes;
        this.areas = areas;
    }

    @GetMapping
    ModelAndView list(Page page) {
        return view(page, Form.blank().with("municipality", page.parameter("municipality")));
    }

    @PostMapping
    ModelAndView write(Page page, Form form) {
        try {
            long id = notes.write(area(form.value("municipality")).id(), form.value("note"));
            return page.redirect("/operations/handover/" + id, "desk.handover.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        HandoverNote note = notes.get(id);
        return page.view("kernel/desk/handover-note")
                .addObject("note", note)
                .addObject("mayConfirm", notes.isUnread(note));
    }

    @PostMapping(ONE + "/read")
    ModelAndView confirm(Page page, @PathVariable long id) {
        notes.confirm(id);
        return page.redirect("/operations/handover/" + id, "desk.handover.confirmed");
    }

    private ModelAndView view(Page page, Form form) {
        List<Areas.Area> choices = areas.listWith(Permission.DECIDE);
        Areas.Area chosen = Areas.choose(choices, form.value("municipality"));
        return page.view("kernel/desk/handover", form)
                .addObject("areas", Areas.choices(choices))
                .addObject("facts", notes.facts(chosen.id()))
                .addObject("area", chosen)
                .addObject("notes", table(page).show(page, notes.list()));
    }

    private Areas.Area area(String id) {
        return Areas.choose(areas.listWith(Permission.DECIDE), id);
    }

    private Table<HandoverNote> table(Page page) {
        return Table.<HandoverNote>named("notes")
                .column(
                        "note",
                        "desk.handover.note",
                        note -> Cell.link(page.url("/operations/handover/" + note.id()), beginning(note.note())))
                .column("municipality", "desk.municipality", note -> Cell.text(note.municipality()))
                .column("by", "desk.handover.by", note -> Cell.text(note.personName()))
                .column("at", "desk.handover.at", note -> Cell.time(note.writtenAt()))
                .column("state", "desk.handover.state", note -> state(page, note))
                .sortedBy("-at");
    }

    private static Cell state(Page page, HandoverNote note) {
        return note.read().isEmpty()
                ? Cell.badge(Mark.WARNING, page.text("desk.handover.unread"))
                : Cell.badge(
                        Mark.DONE,
                        page.text(
                                "desk.handover.read",
                                note.read().stream()
                                        .map(HandoverNote.Read::personName)
                                        .collect(Collectors.joining(", "))));
    }

    private static String beginning(String note) {
        int longest = 80;
        String line = note.lines().findFirst().orElse("");
        return line.length() <= longest ? line : line.substring(0, longest) + " …";
    }
}
