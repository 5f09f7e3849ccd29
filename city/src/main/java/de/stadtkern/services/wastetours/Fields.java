package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What stands in a form, read as numbers, days, times and places; refused with the name of the field. */
record Fields(Form form) {

    static final int LONGEST_TEXT = 200;

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    String text(String field) {
        String text = form.value(field).strip();
        if (text.length() > LONGEST_TEXT || !PlainText.isReadable(text)) {
            throw Refusal.badInput("wastetours.refusal.text", LONGEST_TEXT).at(field);
        }
        return text;
    }

    /** A number with at most three decimals, with comma or point. */
    double number(String field, double least, double most) {
        String text = form.value(field).strip();
        if (text.matches("\\d{1,7}([.,]\\d{1,3})?")) {
            double number = Double.parseDouble(text.replace(',', '.'));
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refusal.badInput("wastetours.refusal.number", text, least, most).at(field);
    }

    int whole(String field, int least, int most) {
        String text = form.value(field).strip();
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw Refusal.badInput("wastetours.refusal.whole", text, least, most).at(field);
    }

    LocalTime time(String field) {
        try {
            return LocalTime.parse(form.value(field).strip());
        } catch (DateTimeException e) {
            throw Refusal.badInput("wastetours.refusal.time", form.value(field)).at(field);
        }
    }

    /** A time later than the other. */
    LocalTime timeAfter(LocalTime other, String field) {
        LocalTime time = time(field);
        if (!time.isAfter(other)) {
            throw Refusal.badInput("wastetours.refusal.order", time, other).at(field);
        }
        return time;
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
        throw Refusal.badInput("wastetours.refusal.day", text).at(field);
    }

    /** The days of the week whose boxes, named by the prefix and the day, are ticked. */
    Set<DayOfWeek> days(String prefix) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values())
                .filter(day -> form.value(prefix + "-" + day).equals("true"))
                .forEach(days::add);
        return days;
    }

    /** The same, at least one; refused at the first. */
    Set<DayOfWeek> someDays(String prefix) {
        Set<DayOfWeek> days = days(prefix);
        if (days.isEmpty()) {
            throw Refusal.badInput("wastetours.refusal.days").at(prefix + "-" + DayOfWeek.MONDAY);
        }
        return days;
    }

    /** Where the address or the coordinates that stand there are; refused when that is not sure. */
    Position place(String field, Addresses addresses) {
        String text = text(field);
        return addresses.find(text, Optional.empty(), 1).stream()
                .filter(one -> one.trust() == FoundAddress.Trust.SURE)
                .findFirst()
                .orElseThrow(
                        () -> Refusal.badInput("wastetours.refusal.place", text).at(field))
                .position();
    }

    /** A number as people type it. */
    static String written(double number) {
        return BigDecimal.valueOf(number)
                .stripTrailingZeros()
                .toPlainString()
                .replace('.', ',');
    }

    /** The form with the boxes of these days ticked. */
    static Form tick(Form form, String prefix, Set<DayOfWeek> days) {
        Form ticked = form;
        for (DayOfWeek day : days) {
            ticked = ticked.with(prefix + "-" + day, "true");
        }
        return ticked;
    }
}
