package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The alarm desk: what is wrong now, who has seen it, and the form in which a person says what is done about it. */
@Controller
@RequestMapping("/alarms")
class AlarmPage {

    private static final String ONE = "/{id:[0-9]+}";

    private final Alarms alarms;
    private final Observations observations;

    AlarmPage(Alarms alarms, Observations observations) {
        this.alarms = alarms;
        this.observations = observations;
    }

    @Bean
    static NavigationEntry alarmsEntry() {
        return new NavigationEntry("/alarms", "alarms.desk", Permission.SEE_ALARMS, 11);
    }

    @GetMapping
    ModelAndView desk(Page page) {
        List<Alarm> open = alarms.list(AlarmRows.Wanted.OPEN);
        return page.view("kernel/alarms/desk")
                .addObject("inbox", alarms.inbox())
                .addObject("open", open)
                .addObject("newest", newest(open));
    }

    @GetMapping("/history")
    ModelAndView history(Page page) {
        return page.view("kernel/alarms/history")
                .addObject("alarms", table(page).show(page, alarms.list(AlarmRows.Wanted.ALL)));
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, id, Form.blank().with("act", Alarm.Act.ACKNOWLEDGE));
    }

    @PostMapping(ONE)
    ModelAndView act(Page page, @PathVariable long id, Form form) {
        try {
            alarms.act(id, wish(form));
            return page.redirect("/alarms/" + id, "alarms.act.done");
        } catch (Refusal refusal) {
            return view(page, id, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/seen")
    ModelAndView seen(Page page, @PathVariable long id) {
        alarms.markSeen(id);
        return page.redirect("/alarms", "alarms.seen.done");
    }

    /** What the fields act, reason and hours say. */
    static Alarms.Wish wish(Form form) {
        Alarm.Act act = form.choice("act", Alarm.Act.class);
        return new Alarms.Wish(
                act,
                form.value("reason"),
                act == Alarm.Act.SILENCE ? RuleFields.whole(form, "hours", 1, Alarms.MOST_HOURS) : null);
    }

    private ModelAndView view(Page page, long id, Form form) {
        Alarm.History history = alarms.get(id);
        Alarm alarm = history.alarm();
        List<Choice> acts = Arrays.stream(Alarm.Act.values())
                .filter(act -> act != Alarm.Act.ACKNOWLEDGE || alarm.acknowledgedAt() == null)
                .map(act -> new Choice(act.name(), page.text("alarms.act." + act)))
                .toList();
        return page.view("kernel/alarms/alarm", form)
                .addObject("alarm", alarm)
                .addObject("history", history)
                .addObject("newest", newest(List.of(alarm)).get(alarm.datastream()))
                .addObject("acts", acts)
                .addObject("told", alarms.inbox().contains(alarm))
                .addObject("mayAct", alarms.mayAct(alarm));
    }

    private Map<Long, Reading> newest(List<Alarm> shown) {
        return observations.newestOf(
                shown.stream().map(Alarm::datastream).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    private static Table<Alarm> table(Page page) {
        return Table.<Alarm>named("alarms")
                .column(
                        "alarm",
                        "alarms.alarm",
                        alarm -> Cell.link(page.url("/alarms/" + alarm.id()), alarm.rule())
                                .note(Wording.place(page::text, alarm)))
                .column(
                        "severity",
                        "alarms.severity",
                        alarm -> Cell.badge(alarm.severity().mark(), page.text("alarms.severity." + alarm.severity())))
                .column(
                        "state",
                        "alarms.state",
                        alarm -> Cell.badge(alarm.mark(), page.text("alarms.state." + alarm.state())))
                .column("value", "alarms.value", alarm -> Cell.number(alarm.value(), 1, alarm.unit()))
                .column("happened", "alarms.happened", alarm -> Cell.time(alarm.happenedAt()))
                .column("cleared", "alarms.cleared", alarm -> Cell.time(alarm.clearedAt()))
                .column(
                        "acknowledged",
                        "alarms.acknowledged-by",
                        alarm -> alarm.acknowledgedBy() == null ? Cell.empty() : Cell.text(alarm.acknowledgedBy()))
                .sortedBy("-happened");
    }
}
