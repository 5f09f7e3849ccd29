package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.Report.Moderation;
import de.stadtkern.kernel.reports.ReportCategory;
import de.stadtkern.kernel.reports.ReportNote;
import de.stadtkern.kernel.reports.Responsible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the pages call what a report has. */
final class DeskWording {

    static final String NOBODY = "nobody";

    private DeskWording() {}

    static List<Choice> choices(Page page, String key, Enum<?>... values) {
        return Arrays.stream(values)
                .map(one -> new Choice(one.name(), page.text(key + one.name())))
                .toList();
    }

    static List<Choice> states(Page page, Report.State... states) {
        return Arrays.stream(states)
                .map(one -> new Choice(one.name(), page.text(one.textKey())))
                .toList();
    }

    static List<Choice> categories(Page page, List<ReportCategory> categories) {
        return categories.stream()
                .map(one -> new Choice(Long.toString(one.id()), one.names().in(page.language())))
                .toList();
    }

    static List<Choice> responsibles(Page page, List<Responsible> all) {
        List<Choice> choices = new ArrayList<>(all.stream()
                .map(one -> new Choice(key(one), page.text(kindKey(one), one.name())))
                .toList());
        choices.add(new Choice(NOBODY, page.text("reportdesk.nobody")));
        return choices;
    }

    /** With a choice for what the departments of the signed-in person do. */
    static List<Choice> mineFirst(Page page, List<Choice> others) {
        List<Choice> choices = new ArrayList<>(others);
        choices.addFirst(new Choice("mine", page.text("reportdesk.mine")));
        return choices;
    }

    /** With a first choice that stands for none of the others. */
    static List<Choice> orElse(String text, List<Choice> others) {
        List<Choice> choices = new ArrayList<>(others);
        choices.addFirst(new Choice("", text));
        return choices;
    }

    /** The number that stands in the field; refused when none does. */
    static long id(Form form, String field) {
        String typed = form.value(field).strip();
        if (!typed.matches("\\d{1,18}")) {
            throw Refusal.badInput("reportdesk.refusal.number", typed).at(field);
        }
        return Long.parseLong(typed);
    }

    /** What stands in lat and lon; empty when nothing does. */
    static Optional<Position> position(Form form) {
        String lat = form.value("lat").strip();
        String lon = form.value("lon").strip();
        return lat.isEmpty() && lon.isEmpty() ? Optional.empty() : Optional.of(position(lat, lon, "lat"));
    }

    /** A position in each line, latitude first; empty when there is none. */
    static List<Position> rim(Form form, String field) {
        return form.value(field)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split("\\s*[,;]\\s*|\\s+"))
                .map(parts -> position(parts[0], parts.length == 2 ? parts[1] : "", field))
                .toList();
    }

    private static Position position(String lat, String lon, String field) {
        try {
            return new Position(Double.parseDouble(lon.replace(',', '.')), Double.parseDouble(lat.replace(',', '.')));
        } catch (IllegalArgumentException none) {
            throw Refusal.badInput("reportdesk.refusal.position", (lat + " " + lon).strip())
                    .at(field);
        }
    }

    /** A line of the history, in words; of a decision about publicity it keeps the reason or the number of the photo. */
    static String said(Page page, ReportNote note) {
        if (note.kind() != ReportNote.Kind.MODERATION) {
            return note.text();
        }
        String[] parts = note.text().split(" ", 2);
        String decided = page.text("reports.moderation." + parts[0]);
        if (parts.length == 1) {
            return decided;
        }
        return parts[1].startsWith("#")
                ? page.text("reportdesk.photo.one", parts[1].substring(1)) + ": " + decided
                : decided + ": " + parts[1];
    }

    static String key(Responsible responsible) {
        if (responsible.departmentId() != null) {
            return "d" + responsible.departmentId();
        }
        return responsible.bodyId() != null ? "b" + responsible.bodyId() : NOBODY;
    }

    /** By its key, without its name; refused when it is none. */
    static Responsible responsible(String key) {
        if (key.equals(NOBODY)) {
            return Responsible.NOBODY;
        }
        if (!key.matches("[db]\\d{1,18}")) {
            throw Refusal.badInput("reportdesk.refusal.responsible").at("responsible");
        }
        Long id = Long.valueOf(key.substring(1));
        return key.startsWith("d") ? new Responsible(id, null, "") : new Responsible(null, id, "");
    }

    static String name(Page page, Responsible responsible) {
        return key(responsible).equals(NOBODY) ? page.text("reportdesk.nobody") : responsible.name();
    }

    static String place(Page page, Report report) {
        Report.Place place = report.place();
        if (!place.address().isEmpty()) {
            return place.address();
        }
        return place.words().isEmpty() ? page.text("reportdesk.place.unknown") : place.words();
    }

    static Mark mark(Moderation moderation) {
        return switch (moderation) {
            case PENDING -> Mark.WARNING;
            case RELEASED -> Mark.OK;
            case BLOCKED -> Mark.DANGER;
        };
    }

    /** What is due next of an open report. */
    static Instant due(Report report) {
        Report.Times times = report.times();
        boolean answered = times.answeredAt() != null;
        return answered || times.solveBy().isBefore(times.answerBy()) ? times.solveBy() : times.answerBy();
    }

    static Mark dueMark(Report report, Instant now) {
        return due(report).isBefore(now) ? Mark.DANGER : Mark.PLANNED;
    }

    static Cell due(Page page, Report report, Instant now) {
        return report.state().isOpen()
                ? Cell.badge(
                        dueMark(report, now),
                        page.text(
                                report.times().answeredAt() == null
                                        ? "reportdesk.due.answer"
                                        : "reportdesk.due.solution",
                                page.time(due(report))))
                : Cell.empty();
    }

    private static String kindKey(Responsible responsible) {
        return responsible.departmentId() != null ? "reportdesk.department" : "reportdesk.body";
    }
}
