package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.portal.Page;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.stream.Collectors;

/** Alarms and rules in the words of a page. */
final class Wording {

    private Wording() {}

    /** Where texts come from: a page, or a language. */
    @FunctionalInterface
    interface Words {

        String text(String key, Object... arguments);
    }

    /** What an alarm is called. */
    static String title(Words words, Alarm alarm) {
        return words.text("alarms.severity." + alarm.severity()) + ": " + alarm.rule() + ", " + place(words, alarm);
    }

    /** Where it is. */
    static String place(Words words, Alarm alarm) {
        if (alarm.isTest()) {
            return words.text("alarms.test");
        }
        return alarm.isOfAGateway() ? words.text("alarms.of-gateway", alarm.place(), alarm.devices()) : alarm.place();
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
