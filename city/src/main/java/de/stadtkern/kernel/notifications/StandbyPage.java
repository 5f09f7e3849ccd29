package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Who is on call, week by week. */
@Controller
@RequestMapping("/standby")
class StandbyPage {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter WEEK = DateTimeFormatter.ofPattern("YYYY-'W'ww", Locale.GERMANY);

    private final Roster roster;
    private final Standby standby;
    private final Municipalities municipalities;
    private final Clock clock;

    StandbyPage(Roster roster, Standby standby, Municipalities municipalities, Clock clock) {
        this.roster = roster;
        this.standby = standby;
        this.municipalities = municipalities;
        this.clock = clock;
    }

    @Bean
    static NavigationEntry standbyEntry() {
        return new NavigationEntry("/standby", "notifications.standby", Permission.SEE_OPERATIONS, 25);
    }

    /** The roster of a municipality in a week. */
    record Week(long municipalityId, LocalDate monday) {

        Instant begin() {
            return monday.atStartOfDay(TOWN).toInstant();
        }

        Instant end() {
            return monday.plusWeeks(1).atStartOfDay(TOWN).toInstant();
        }

        String path(int weeks) {
            return "/standby?municipality=" + municipalityId + "&week=" + WEEK.format(monday.plusWeeks(weeks));
        }
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, week(page, page.parameter("municipality"), page.parameter("week")), Form.blank());
    }

    @PostMapping
    ModelAndView add(Page page, Form form) {
        Week week = week(page, form.value("municipality"), form.value("week"));
        try {
            Duty duty = new Duty(
                    0,
                    week.municipalityId(),
                    form.choice("position", OnCall.Position.class),
                    person(form),
                    time(form, "starts"),
                    time(form, "ends"));
            roster.add(duty);
            LocalDate monday = monday(duty.startsAt().atZone(TOWN).toLocalDate());
            return page.redirect(new Week(week.municipalityId(), monday).path(0), "notifications.standby.done");
        } catch (Refusal refusal) {
            return view(page, week, form.refused(refusal, page));
        }
    }

    @PostMapping("/{id:[0-9]{1,18}}/remove")
    ModelAndView remove(Page page, @PathVariable long id, Form form) {
        roster.remove(id);
        return page.redirect(
                week(page, form.value("municipality"), form.value("week")).path(0), "notifications.standby.removed");
    }

    private ModelAndView view(Page page, Week week, Form form) {
        List<Duty> duties = roster.list(week.municipalityId(), week.begin(), week.end());
        Map<Long, String> names = new HashMap<>();
        duties.forEach(duty -> standby.findPerson(duty).ifPresent(person -> names.put(duty.id(), person.name())));
        Map<OnCall.Position, List<Span>> spans = new EnumMap<>(OnCall.Position.class);
        for (OnCall.Position position : OnCall.Position.values()) {
            List<Duty> manned = duties.stream()
                    .filter(duty -> duty.position() == position && names.containsKey(duty.id()))
                    .toList();
            spans.put(position, Span.of(manned, week.begin(), week.end()));
        }
        Person viewer = Objects.requireNonNull(page.person());
        boolean keeps = viewer.may(Permission.KEEP_ROSTERS, week.municipalityId());
        return page.view(
                        "kernel/notifications/standby",
                        form.with("week", WEEK.format(week.monday())).with("municipality", week.municipalityId()))
                .addObject("week", week)
                .addObject("now", standby.onCall(week.municipalityId(), clock.instant()))
                .addObject("spans", spans)
                .addObject("duties", duties)
                .addObject("names", names)
                .addObject("municipalities", choices(seen(viewer)))
                .addObject("positions", positions(page))
                .addObject("candidates", keeps ? candidates(week.municipalityId()) : List.of());
    }

    private Week week(Page page, String municipality, String week) {
        Set<Long> seen = seen(Objects.requireNonNull(page.person()));
        long id = seen.stream()
                .filter(one -> municipality.isEmpty() || one.toString().equals(municipality))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        return new Week(id, week.isEmpty() ? monday(LocalDate.ofInstant(clock.instant(), TOWN)) : monday(week));
    }

    private static Set<Long> seen(Person person) {
        return new TreeSet<>(person.municipalitiesWith(Permission.SEE_OPERATIONS));
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static LocalDate monday(String week) {
        try {
            return LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE);
        } catch (DateTimeException e) {
            throw Refusal.badInput("notifications.refusal.week", week);
        }
    }

    private static long person(Form form) {
        String id = form.value("person");
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.badInput("notifications.refusal.person", id).at("person");
        }
        return Long.parseLong(id);
    }

    /** Of an hour that comes twice in the night of the change, the first is meant; one that does not come is refused. */
    private static Instant time(Form form, String field) {
        String text = form.value(field).strip();
        try {
            LocalDateTime time = LocalDateTime.parse(text);
            if (TOWN.getRules().getValidOffsets(time).isEmpty()) {
                throw Refusal.badInput("notifications.refusal.skipped", text).at(field);
            }
            return time.atZone(TOWN).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.badInput("notifications.refusal.time", text).at(field);
        }
    }

    private List<Choice> choices(Set<Long> ids) {
        return ids.stream()
                .map(id -> new Choice(id.toString(), municipalities.get(id).name()))
                .toList();
    }

    private List<Choice> candidates(long municipality) {
        return roster.listCandidates(municipality).stream()
                .map(person -> new Choice(Long.toString(person.id()), person.name()))
                .toList();
    }

    private static List<Choice> positions(Page page) {
        return Arrays.stream(OnCall.Position.values())
                .map(position -> new Choice(position.name(), page.text("notifications.position." + position)))
                .toList();
    }

    /** For the template: the names of those on call in the span. */
    static String names(Span span, Map<Long, String> names) {
        return span.duties().stream()
                .map(duty -> names.getOrDefault(duty.id(), ""))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
