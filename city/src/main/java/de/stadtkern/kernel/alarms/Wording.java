package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.portal.Page;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.stream.Collectors;

/** Alarms and rules in the words of a page. */
final class Wording {

    private Wording() {}

    /** What an alarm is called. */
    static String title(Page page, Alarm alarm) {
        return page.text("alarms.severity." + alarm.severity()) + ": " + alarm.rule() + ", " + place(page, alarm);
    }

    /** Where it is. */
    static String place(Page page, Alarm alarm) {
        if (alarm.isTest()) {
            return page.text("alarms.test");
        }
        return alarm.isOfAGateway() ? page.text("alarms.of-gateway", alarm.place(), alarm.devices()) : alarm.place();
    }

    /** When a rule raises an alarm. */
    static String trigger(Page page, Rule rule) {
        return switch (rule.trigger()) {
            case Silence(int intervals) -> page.text("alarms.rule.silence", intervals);
            case Condition limits ->
                page.text(
                        "alarms.rule." + limits.direction(),
                        limits.raiseAt(),
                        limits.clearAt(),
                        limits.dwell().toMinutes(),
                        limits.needed(),
                        limits.window());
        };
    }

    static String day(Page page, DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, page.language().locale());
    }

    /** Who is told, and when. */
    static String steps(Page page, Rule rule) {
        return rule.steps().isEmpty()
                ? page.text("alarms.rule.nobody")
                : rule.steps().stream()
                        .map(step -> page.text("alarms.rule.step", step.personName(), step.afterMinutes()))
                        .collect(Collectors.joining("; "));
    }
}
