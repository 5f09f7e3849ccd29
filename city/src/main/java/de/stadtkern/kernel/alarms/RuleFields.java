package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.alarms.Rule.Step;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule as the fields of a form, for the page and for programs. */
final class RuleFields {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_MINUTES = (int) Condition.LONGEST_DWELL.toMinutes();

    /** Of all fields. */
    static final Set<String> NAMES = Set.of(
            "name",
            "municipality",
            "severity",
            "kind",
            "datastream",
            "property",
            "direction",
            "raiseAt",
            "clearAt",
            "dwellMinutes",
            "needed",
            "window",
            "intervals",
            "from",
            "until",
            "proposes",
            "active",
            "day1",
            "day2",
            "day3",
            "day4",
            "day5",
            "day6",
            "day7",
            "from1",
            "until1",
            "from2",
            "until2",
            "from3",
            "until3",
            "from4",
            "until4",
            "from5",
            "until5",
            "from6",
            "until6",
            "from7",
            "until7",
            "after1",
            "person1",
            "after2",
            "person2",
            "after3",
            "person3",
            "after4",
            "person4");

    /** What the field {@code kind} says. */
    enum Kind {
        THRESHOLD,
        SILENCE
    }

    private RuleFields() {}

    static Form blank() {
        Form form = Form.blank()
                .with("severity", Severity.MAJOR)
                .with("kind", Kind.THRESHOLD)
                .with("direction", Condition.Direction.BELOW)
                .with("dwellMinutes", 0)
                .with("needed", 1)
                .with("window", 1)
                .with("intervals", 3)
                .with("active", true);
        return with(form, Hours.ALWAYS);
    }

    static Form of(Rule rule) {
        Form form = blank().with("name", rule.name())
                .with("municipality", rule.municipalityId())
                .with("severity", rule.severity())
                .with("datastream", rule.target().datastream())
                .with("property", rule.target().property())
                .with("proposes", rule.proposes())
                .with("active", rule.active());
        form = with(form, rule.hours());
        for (int number = 1; number <= rule.steps().size(); number++) {
            Step step = rule.steps().get(number - 1);
            form = form.with("after" + number, step.afterMinutes()).with("person" + number, step.personId());
        }
        return switch (rule.trigger()) {
            case Silence(int intervals) -> form.with("kind", Kind.SILENCE).with("intervals", intervals);
            case Condition limits ->
                form.with("kind", Kind.THRESHOLD)
                        .with("direction", limits.direction())
                        .with("raiseAt", limits.raiseAt())
                        .with("clearAt", limits.clearAt())
                        .with("dwellMinutes", limits.dwell().toMinutes())
                        .with("needed", limits.needed())
                        .with("window", limits.window());
        };
    }

    private static Form with(Form form, Hours hours) {
        Hours.Span usual = hours.days().values().iterator().next();
        Form all = form.with("from", usual.from()).with("until", usual.until());
        for (DayOfWeek day : DayOfWeek.values()) {
            Hours.Span span = hours.days().get(day);
            Hours.Span other = span == null || span.equals(usual) ? null : span;
            all = all.with(field(day), span != null)
                    .with("from" + day.getValue(), other == null ? null : other.from())
                    .with("until" + day.getValue(), other == null ? null : other.until());
        }
        return all;
    }

    /** Whether a day of the form has hours of its own, or wrong ones. */
    static boolean hasOwnHours(Form form) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> Integer.toString(day.getValue()))
                .flatMap(day -> Stream.of("from" + day, "until" + day))
                .anyMatch(field -> !form.value(field).isBlank());
    }

    static String field(DayOfWeek day) {
        return "day" + day.getValue();
    }

    /**
     * Refused with the field that is wrong.
     *
     * @param told who can be told in the municipality
     */
    static Rule read(Form form, long id, long municipality, List<Person> told) {
        String name = form.value("name").strip();
        if (!PlainText.isReadable(name) || name.length() > LONGEST_NAME) {
            throw Refusal.badInput("alarms.refusal.name", LONGEST_NAME).at("name");
        }
        return new Rule(
                id,
                municipality,
                name,
                form.choice("severity", Severity.class),
                target(form),
                trigger(form),
                hours(form),
                form.value("proposes").equals("true"),
                form.value("active").equals("true"),
                steps(form, told));
    }

    private static Rule.Target target(Form form) {
        String property = form.value("property").strip();
        String datastream = form.value("datastream").strip();
        if (!property.isEmpty() && !datastream.isEmpty()) {
            throw Refusal.badInput("alarms.refusal.two-targets").at("datastream");
        }
        if (!datastream.isEmpty() && !datastream.matches("\\d{1,18}")) {
            throw Refusal.badInput("alarms.refusal.datastream", datastream).at("datastream");
        }
        boolean everything = property.isEmpty() && datastream.isEmpty();
        if (everything && form.choice("kind", Kind.class) == Kind.THRESHOLD) {
            throw Refusal.badInput("alarms.refusal.no-target").at("property");
        }
        return new Rule.Target(
                datastream.isEmpty() ? null : Long.valueOf(datastream), property.isEmpty() ? null : property);
    }

    private static Trigger trigger(Form form) {
        return switch (form.choice("kind", Kind.class)) {
            case SILENCE -> new Silence(whole(form, "intervals", Silence.FEWEST_INTERVALS, Silence.MOST_INTERVALS));
            case THRESHOLD -> condition(form);
        };
    }

    private static Condition condition(Form form) {
        Condition.Direction direction = form.choice("direction", Condition.Direction.class);
        double raiseAt = number(form, "raiseAt");
        double clearAt = number(form, "clearAt");
        if (direction == Condition.Direction.ABOVE ? clearAt >= raiseAt : clearAt <= raiseAt) {
            String key = direction == Condition.Direction.ABOVE
                    ? "alarms.refusal.clear-above"
                    : "alarms.refusal.clear-below";
            throw Refusal.badInput(key, form.value("clearAt"), form.value("raiseAt"))
                    .at("clearAt");
        }
        int window = whole(form, "window", 1, Condition.WIDEST_WINDOW);
        return new Condition(
                direction,
                raiseAt,
                clearAt,
                Duration.ofMinutes(whole(form, "dwellMinutes", 0, MOST_MINUTES)),
                whole(form, "needed", 1, window),
                window);
    }

    private static Hours hours(Form form) {
        Map<DayOfWeek, Hours.Span> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (form.value(field(day)).equals("true")) {
                days.put(day, new Hours.Span(time(form, day, "from"), time(form, day, "until")));
            }
        }
        if (days.isEmpty()) {
            throw Refusal.badInput("alarms.refusal.days").at(field(DayOfWeek.MONDAY));
        }
        return new Hours(days);
    }

    private static List<Step> steps(Form form, List<Person> told) {
        List<Step> steps = new ArrayList<>();
        for (int number = 1; number <= Rule.MOST_STEPS; number++) {
            String after = "after" + number;
            String field = "person" + number;
            String wanted = form.value(field).strip();
            if (wanted.isEmpty()) {
                continue;
            }
            Person person = told.stream()
                    .filter(one -> Long.toString(one.id()).equals(wanted))
                    .findFirst()
                    .orElseThrow(() ->
                            Refusal.badInput("alarms.refusal.person", wanted).at(field));
            int minutes = whole(form, after, 0, Step.LATEST_MINUTES);
            if (!steps.isEmpty() && minutes < steps.getLast().afterMinutes()) {
                throw Refusal.badInput(
                                "alarms.refusal.order", minutes, steps.getLast().afterMinutes())
                        .at(after);
            }
            steps.add(new Step(minutes, person.id(), person.name()));
        }
        return steps;
    }

    static int whole(Form form, String field, int least, int most) {
        String text = form.value(field).strip();
        Integer number = text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
        if (number == null || number < least || number > most) {
            throw Refusal.badInput("alarms.refusal.whole", text, least, most).at(field);
        }
        return number;
    }

    /** With a comma or a point; a minus may be the typographical one. */
    private static double number(Form form, String field) {
        String text = form.value(field).strip();
        Double number = parse(text.replace(',', '.').replace('−', '-'));
        if (number == null) {
            throw Refusal.badInput("alarms.refusal.number", text).at(field);
        }
        return number;
    }

    private static @Nullable Double parse(String text) {
        return text.toLowerCase(Locale.ROOT).matches("[+-]?\\d{1,15}(\\.\\d{1,15})?(e[+-]?\\d{1,2})?")
                ? Double.valueOf(text)
                : null;
    }

    /** What the day has of its own, or what holds for all. */
    private static LocalTime time(Form form, DayOfWeek day, String field) {
        String own = field + day.getValue();
        return time(form, form.value(own).isBlank() ? field : own);
    }

    private static LocalTime time(Form form, String field) {
        String text = form.value(field).strip();
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.badInput("alarms.refusal.time-of-day", text).at(field);
        }
    }
}
