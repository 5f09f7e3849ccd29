package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportDesk;
import de.stadtkern.kernel.reports.ReportModeration;
import de.stadtkern.kernel.reports.ReportQueue;
import de.stadtkern.kernel.reports.ReportWork;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Everything of one report, and what is done with it. */
@Controller
@RequestMapping(HandledReportPage.ONE)
class HandledReportPage {

    static final String ONE = "/reportdesk/{number:[0-9]{1,18}}";

    private final ReportDesk desk;
    private final ReportModeration moderation;
    private final ReportWork work;
    private final ReportQueue queue;
    private final ReportCategories categories;
    private final HandOvers handOvers;
    private final Templates templates;
    private final Municipalities municipalities;
    private final Clock clock;

    HandledReportPage(
            ReportDesk desk,
            ReportModeration moderation,
            ReportWork work,
            ReportQueue queue,
            ReportCategories categories,
            HandOvers handOvers,
            Templates templates,
            Municipalities municipalities,
            Clock clock) {
        this.desk = desk;
        this.moderation = moderation;
        this.work = work;
        this.queue = queue;
        this.categories = categories;
        this.handOvers = handOvers;
        this.templates = templates;
        this.municipalities = municipalities;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long number, Form asked) {
        Report report = desk.get(number);
        Form form = templates
                .find(report.municipalityId(), asked.value("template"))
                .map(one -> Form.blank()
                        .with("template", one.id())
                        .with("answer", one.text())
                        .with("state", one.state()))
                .orElse(Form.blank());
        return view(page, report, form);
    }

    /** The report and those near it. */
    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, @PathVariable long number) {
        Report report = desk.get(number);
        return Feature.Collection.of(
                Stream.concat(Stream.of(report), queue.listNear(report).stream().map(ReportQueue.Near::report))
                        .flatMap(one -> ReportQueuePage.feature(page, one, clock.instant()))
                        .toList());
    }

    @PostMapping("/release")
    ModelAndView release(Page page, @PathVariable long number, Form form) {
        return act(page, number, form, "released", () -> moderation.release(number, form.value("released")));
    }

    @PostMapping("/block")
    ModelAndView block(Page page, @PathVariable long number, Form form) {
        return act(page, number, form, "reason", () -> moderation.block(number, form.value("reason")));
    }

    @PostMapping("/answer")
    ModelAndView answer(Page page, @PathVariable long number, Form form) {
        return act(
                page,
                number,
                form,
                "answer",
                () -> desk.answer(
                        number,
                        form.value("state").isEmpty() ? null : form.choice("state", State.class),
                        form.value("answer")));
    }

    @PostMapping("/note")
    ModelAndView note(Page page, @PathVariable long number, Form form) {
        return act(page, number, form, "note", () -> desk.note(number, form.value("note")));
    }

    @PostMapping("/category")
    ModelAndView category(Page page, @PathVariable long number, Form form) {
        return act(page, number, form, "category", () -> desk.changeCategory(number, DeskWording.id(form, "category")));
    }

    @PostMapping("/responsible")
    ModelAndView responsible(Page page, @PathVariable long number, Form form) {
        return act(
                page,
                number,
                form,
                "message",
                () -> handOvers.handOver(
                        number, DeskWording.responsible(form.value("responsible")), form.value("message")));
    }

    @PostMapping("/merge")
    ModelAndView merge(Page page, @PathVariable long number, Form form) {
        return act(page, number, form, "into", () -> desk.merge(number, DeskWording.id(form, "into")));
    }

    @PostMapping("/reopen")
    ModelAndView reopen(Page page, @PathVariable long number, Form form) {
        return act(page, number, form, "again", () -> desk.reopen(number, form.value("again")));
    }

    @PostMapping("/work")
    ModelAndView work(Page page, @PathVariable long number, Form form) {
        return act(page, number, form, "", () -> work.propose(number));
    }

    /** @param words the field in which this form has its words */
    private ModelAndView act(Page page, long number, Form form, String words, Runnable action) {
        try {
            action.run();
            return page.redirect("/reportdesk/" + number, "reportdesk.done");
        } catch (Refusal refusal) {
            boolean about = List.of("text", "reason").contains(refusal.field());
            return view(page, desk.get(number), form.refused(about ? refusal.at(words) : refusal, page));
        }
    }

    private ModelAndView view(Page page, Report report, Form form) {
        String text = report.releasedText() == null ? report.description() : report.releasedText();
        Form filled = form.values().containsKey("released") ? form : form.with("released", text);
        State[] states = Arrays.stream(State.values())
                .filter(one -> one != State.DUPLICATE && one != report.state())
                .toArray(State[]::new);
        return page.view("services/reportdesk/report", filled)
                .addObject("report", report)
                .addObject(
                        "municipality",
                        municipalities.get(report.municipalityId()).name())
                .addObject(
                        "category", categories.get(report.categoryId()).names().in(page.language()))
                .addObject("photos", moderation.listPhotos(report.number()))
                .addObject("notes", desk.listNotes(report.number()))
                .addObject("near", queue.listNear(report))
                .addObject("templates", templates.list(report.municipalityId()))
                .addObject(
                        "states",
                        DeskWording.orElse(
                                page.text(
                                        "reportdesk.state.stays",
                                        page.text(report.state().textKey())),
                                DeskWording.states(page, states)))
                .addObject("categories", DeskWording.categories(page, categories.list(report.municipalityId())))
                .addObject(
                        "responsibles", DeskWording.responsibles(page, queue.listResponsibles(report.municipalityId())))
                .addObject("now", clock.instant());
    }
}
