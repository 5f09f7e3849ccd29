package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import org.jspecify.annotations.Nullable;

/** What stands in a form, read as numbers, days and times; refused with the name of the field. */
record Fields(Form form) {

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_CUBIC_METRES = 100;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    String text(String field) {
        String text = textOrEmpty(field);
        if (text.isEmpty()) {
            throw Refusal.badInput("sweeping.refusal.empty").at(field);
        }
        return text;
    }

    String textOrEmpty(String field) {
        String text = form.value(field).strip();
        if (text.length() > LONGEST_TEXT || !(text.isEmpty() || PlainText.isReadable(text))) {
            throw Refusal.badInput("sweeping.refusal.text", LONGEST_TEXT).at(field);
        }
        return text;
    }

    boolean isTicked(String field) {
        return form.value(field).equals("true");
    }

    int whole(String field, int least, int most) {
        String text = form.value(field).strip();
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw Refusal.badInput("sweeping.refusal.whole", text, least, most).at(field);
    }

    /** A number with at most three decimals, with comma or point. */
    BigDecimal number(String field, int most) {
        String text = form.value(field).strip();
        if (text.matches("\\d{1,9}([.,]\\d{1,3})?")) {
            BigDecimal number = new BigDecimal(text.replace(',', '.'));
            if (number.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return number;
            }
        }
        throw Refusal.badInput("sweeping.refusal.number", text, most).at(field);
    }

    @Nullable
    BigDecimal numberOrNull(String field, int most) {
        return form.value(field).isBlank() ? null : number(field, most);
    }

    /** For each kilometre; null when nothing stands there. */
    @Nullable
    Double cubicMetresPerKilometre(String field) {
        BigDecimal number = numberOrNull(field, MOST_CUBIC_METRES);
        return number == null ? null : number.doubleValue();
    }

    /** Euros with at most two decimals, as cents. */
    long cents(String field, int mostEuros) {
        String text = form.value(field).strip();
        if (text.matches("\\d{1,7}([.,]\\d{1,2})?")) {
            BigDecimal euros = new BigDecimal(text.replace(',', '.'));
            if (euros.compareTo(BigDecimal.valueOf(mostEuros)) <= 0) {
                return euros.movePointRight(2).longValueExact();
            }
        }
        throw Refusal.badInput("sweeping.refusal.euros", text, mostEuros).at(field);
    }

    LocalDate day(String field) {
        String text = form.value(field).strip();
        return dayOf(text, field);
    }

    LocalDate dayOr(String field, LocalDate otherwise) {
        return form.value(field).isBlank() ? otherwise : day(field);
    }

    static LocalDate dayOf(String text, String field) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException e) {
            // Refused below: no day at all.
        }
        throw Refusal.badInput("sweeping.refusal.day", text).at(field);
    }

    /** A year of the address; the other when nothing stands there. */
    static int year(String text, int otherwise) {
        if (text.isBlank()) {
            return otherwise;
        }
        if (text.matches("\\d{4}") && Integer.parseInt(text) >= FIRST_YEAR && Integer.parseInt(text) <= LAST_YEAR) {
            return Integer.parseInt(text);
        }
        throw Refusal.badInput("sweeping.refusal.year", text).at("year");
    }

    /** A day of every year, as {@code 15.10.} or {@code 10-15}. */
    static MonthDay monthDay(String text, String field) {
        String plain = text.strip();
        try {
            if (plain.matches("\\d{1,2}\\.\\d{1,2}\\.?")) {
                String[] parts = plain.split("\\.", -1);
                return MonthDay.of(Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
            }
            return MonthDay.parse("--" + plain);
        } catch (DateTimeException e) {
            throw Refusal.badInput("sweeping.refusal.month-day", plain).at(field);
        }
    }

    /** Null when neither stands there; refused when only one does, or the second is not after the first. */
    Rule.@Nullable Hours hours() {
        if (form.value("begins").isBlank() && form.value("ends").isBlank()) {
            return null;
        }
        LocalTime from = time("begins");
        LocalTime until = time("ends");
        if (!until.isAfter(from)) {
            throw Refusal.badInput("sweeping.refusal.hours").at("ends");
        }
        return new Rule.Hours(from, until);
    }

    private LocalTime time(String field) {
        try {
            return LocalTime.parse(form.value(field).strip());
        } catch (DateTimeException e) {
            throw Refusal.badInput("sweeping.refusal.time", form.value(field)).at(field);
        }
    }

    /** An id that stands there; 0 when nothing does. */
    long id(String field) {
        String text = form.value(field).strip();
        if (!text.matches("\\d{0,18}")) {
            throw Refusal.badInput("sweeping.refusal.choice", text).at(field);
        }
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
