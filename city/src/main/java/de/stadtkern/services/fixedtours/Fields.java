package de.stadtkern.services.fixedtours;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What stands in a form, read as texts and days; refused with the name of the field. */
record Fields(Form form) {

    static final int LONGEST_TEXT = 200;

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;
    private static final String TICK = "on-";

    String text(String field) {
        String text = form.value(field).strip();
        if (text.length() > LONGEST_TEXT || !PlainText.isReadable(text)) {
            throw Refusal.badInput("fixedtours.refusal.text", LONGEST_TEXT).at(field);
        }
        return text;
    }

    LocalDate day(String field) {
        String text = form.value(field).strip();
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException e) {
            // Refused below: no day at all.
        }
        throw Refusal.badInput("fixedtours.refusal.day", text.substring(0, Math.min(text.length(), LONGEST_TEXT)))
                .at(field);
    }

    /** The days of the week that are ticked, at least one; refused at the first. */
    Set<DayOfWeek> days() {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values())
                .filter(day -> form.value(TICK + day).equals("true"))
                .forEach(days::add);
        if (days.isEmpty()) {
            throw Refusal.badInput("fixedtours.refusal.days").at(TICK + DayOfWeek.MONDAY);
        }
        return days;
    }

    /** The form with these days ticked. */
    static Form tick(Form form, Set<DayOfWeek> days) {
        Form ticked = form;
        for (DayOfWeek day : days) {
            ticked = ticked.with(TICK + day, "true");
        }
        return ticked;
    }

    static String weekday(Page page, DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, page.language().locale());
    }
}
