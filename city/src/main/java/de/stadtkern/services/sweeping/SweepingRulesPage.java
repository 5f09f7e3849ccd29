package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a municipality says about its sweeping: rhythms, holidays, signs, stations; and the words for all of it. */
@Controller
@RequestMapping("/sweeping/rules")
class SweepingRulesPage {

    private static final String HERE = "/sweeping/rules";
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("dd.MM.", Locale.ROOT);

    private final SweepingPlan plan;
    private final Clock clock;

    SweepingRulesPage(SweepingPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Page page, @RequestParam(defaultValue = "0") long municipality) {
        return view(page, municipality, Form.blank());
    }

    @PostMapping
    ModelAndView add(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return done(page, municipality, form, "sweeping.rule.done", () -> plan.addRule(whose(municipality), form));
    }

    @PostMapping("/delete")
    ModelAndView delete(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return done(
                page,
                municipality,
                form,
                "sweeping.rule.deleted",
                () -> plan.deleteRule(whose(municipality), new Fields(form).id("id")));
    }

    @PostMapping("/policy")
    ModelAndView putPolicy(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return done(page, municipality, form, "sweeping.policy.done", () -> plan.putPolicy(whose(municipality), form));
    }

    @PostMapping("/stations")
    ModelAndView putStation(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return done(
                page, municipality, form, "sweeping.station.done", () -> plan.putStation(whose(municipality), form));
    }

    @PostMapping("/stations/delete")
    ModelAndView deleteStation(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        return done(
                page,
                municipality,
                form,
                "sweeping.station.deleted",
                () -> plan.deleteStation(whose(municipality), new Fields(form).id("id")));
    }

    private ModelAndView done(Page page, long municipality, Form form, String textKey, Runnable act) {
        try {
            act.run();
            return page.redirect(HERE + "?municipality=" + whose(municipality), textKey);
        } catch (Refusal refusal) {
            return view(page, municipality, form.refused(refusal, page));
        }
    }

    private long whose(long municipality) {
        return plan.whose(Permission.KEEP_STREETS, municipality);
    }

    private ModelAndView view(Page page, long municipality, Form form) {
        long whose = whose(municipality);
        Policy policy = plan.policy(whose);
        LocalDate today = clock.instant().atZone(Rule.TOWN).toLocalDate();
        return page.view("services/sweeping/rules", filled(form, policy, today))
                .addObject("municipality", whose)
                .addObject("rules", plan.rules(whose))
                .addObject("stations", plan.stations(whose))
                .addObject("choices", new Choices(page))
                .addObject("holidays", policy.holidays().textKey());
    }

    /** What holds now stands in the fields that nobody has filled yet. */
    private static Form filled(Form form, Policy policy, LocalDate today) {
        Form filled = form;
        List<String[]> usual = List.of(
                new String[] {"onHoliday", policy.onHoliday().name()},
                new String[] {"signHours", Integer.toString(policy.signHours())},
                new String[] {"proration", policy.proration().name()},
                new String[] {"metres", policy.metres().name()},
                new String[] {"yard", policy.yard()},
                new String[] {"sweepings", plain(policy.sweepings().usual())},
                new String[] {"sweepingsLeaves", plain(policy.sweepings().leaves())},
                new String[] {"tipMinutes", Integer.toString(policy.sweepings().tipMinutes())},
                new String[] {"every", "1"},
                new String[] {"nth", "1"},
                new String[] {"anchor", today.toString()});
        for (String[] one : usual) {
            if (!filled.values().containsKey(one[0])) {
                filled = filled.with(one[0], one[1]);
            }
        }
        return filled;
    }

    private static String plain(@Nullable Double number) {
        return number == null
                ? ""
                : BigDecimal.valueOf(number)
                        .stripTrailingZeros()
                        .toPlainString()
                        .replace('.', ',');
    }

    /** What can be chosen in the forms of the room, in the language of the page. */
    record Choices(Page page) {

        List<Choice> of(String field) {
            return switch (field) {
                case "kind" -> named("sweeping.kind.", Rule.Kind.values());
                case "target" -> named("sweeping.target.", Rule.Target.values());
                case "sides" -> named("sweeping.sides.", Rule.Sides.values());
                case "unit" -> named("sweeping.unit.", Rule.Unit.values());
                case "onHoliday" -> named("sweeping.on-holiday.", Policy.OnHoliday.values());
                case "proration" -> named("sweeping.proration.", Policy.Proration.values());
                case "metres" -> named("sweeping.metres.", Policy.Metres.values());
                case "station" -> named("sweeping.station.", SweepingRows.Station.Kind.values());
                case "nth" ->
                    IntStream.rangeClosed(1, Rule.Rhythm.LAST)
                            .mapToObj(nth -> new Choice(Integer.toString(nth), page.text("sweeping.nth." + nth)))
                            .toList();
                default -> throw new IllegalArgumentException(field);
            };
        }

        List<Choice> named(String key, Enum<?>... all) {
            return Arrays.stream(all)
                    .map(one -> new Choice(one.name(), page.text(key + one.name())))
                    .toList();
        }
    }

    /** On which days, as people say it. */
    static String when(Page page, Rule rule) {
        Rule.Rhythm rhythm = rule.rhythm();
        if (rule.kind() == Rule.Kind.STORM) {
            return page.text("sweeping.storm.when");
        }
        if (rhythm.days().isEmpty()) {
            return page.text("sweeping.never");
        }
        String days =
                rhythm.days().stream().sorted().map(day -> weekday(page, day)).collect(Collectors.joining(", "));
        List<String> parts = new ArrayList<>();
        parts.add(
                rhythm.unit() == Rule.Unit.WEEKS
                        ? page.text("sweeping.every.WEEKS", rhythm.every(), days)
                        : page.text(
                                "sweeping.every.MONTHS",
                                rhythm.every(),
                                page.text("sweeping.nth." + rhythm.nth()),
                                days));
        if (!rule.season().equals(Rule.Season.ALL_YEAR)) {
            parts.add(page.text(
                    "sweeping.season",
                    day(rule.season().from()),
                    day(rule.season().until())));
        }
        if (rule.hours() != null) {
            parts.add(hours(page, rule.hours()));
        }
        return String.join(", ", parts);
    }

    static String weekday(Page page, DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, page.language().locale());
    }

    static String hours(Page page, Rule.@Nullable Hours hours) {
        return hours == null
                ? ""
                : page.text(
                        "sweeping.hours", hours.from().toString(), hours.until().toString());
    }

    static String day(Page page, LocalDate day) {
        return DateTimeFormatter.ofPattern(
                        page.text("sweeping.day.pattern"), page.language().locale())
                .format(day);
    }

    private static String day(MonthDay day) {
        return SHORT_DAY.format(day);
    }
}
