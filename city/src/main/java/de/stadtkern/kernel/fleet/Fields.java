package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in a form, read as numbers, times and ticks; refused with the name of the field. */
record Fields(Form form) {

    private static final int LONGEST_TEXT = 200;

    boolean has(String field) {
        return !form.value(field).isBlank();
    }

    String text(String field) {
        String text = textOrEmpty(field);
        if (!PlainText.isReadable(text)) {
            throw Refusal.badInput("fleet.refusal.empty").at(field);
        }
        return text;
    }

    String textOrEmpty(String field) {
        String text = form.value(field).strip().replaceAll("\\p{Cntrl}", " ");
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.badInput("fleet.refusal.long", LONGEST_TEXT).at(field);
        }
        return text;
    }

    @Nullable
    String textOrNull(String field) {
        return has(field) ? text(field) : null;
    }

    /** Null when nothing stands there. */
    @Nullable
    Double number(String field, double most) {
        String text = form.value(field).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("\\d{1,9}([.,]\\d{1,6})?")) {
            double number = Double.parseDouble(text.replace(',', '.'));
            if (number <= most) {
                return number;
            }
        }
        throw Refusal.badInput("fleet.refusal.number", text, most).at(field);
    }

    int whole(String field, int least, int most) {
        String text = form.value(field).strip();
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw Refusal.badInput("fleet.refusal.whole", text, least, most).at(field);
    }

    boolean isTicked(String field) {
        return form.value(field).equals("true");
    }

    /** A moment by the clock of Germany; in the hour that comes twice the first one. */
    Instant time(String field) {
        String text = form.value(field).strip();
        try {
            return LocalDateTime.parse(ofFourDigits(text)).atZone(Fleet.TOWN).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.badInput("fleet.refusal.time", text).at(field);
        }
    }

    @Nullable
    Instant timeOrNull(String field) {
        return has(field) ? time(field) : null;
    }

    LocalTime clock(String field) {
        String text = form.value(field).strip();
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.badInput("fleet.refusal.clock", text).at(field);
        }
    }

    @Nullable
    LocalDate dateOrNull(String field) {
        String text = form.value(field).strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(ofFourDigits(text));
        } catch (DateTimeException e) {
            throw Refusal.badInput("fleet.refusal.date", text).at(field);
        }
    }

    /** An id that stands there; 0 when nothing does. */
    long id(String field) {
        String text = form.value(field).strip();
        if (!text.matches("\\d{0,18}")) {
            throw Refusal.badInput("fleet.refusal.choice", text).at(field);
        }
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** The ids ticked as {@code <beginning>-<id>}. */
    List<Long> ids(String beginning) {
        return form.values().keySet().stream()
                .filter(name -> name.matches(beginning + "-\\d{1,18}") && isTicked(name))
                .map(name -> Long.valueOf(name.substring(beginning.length() + 1)))
                .sorted()
                .toList();
    }

    /** The values ticked as {@code <beginning>-<name>}. */
    <E extends Enum<E>> Set<E> ticked(String beginning, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> isTicked(beginning + "-" + one.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }

    /** The municipality that the field names, of these; without a name the only one. */
    long municipality(Set<Long> of) {
        long named = id("municipality");
        if (named == 0 && of.size() == 1) {
            return of.iterator().next();
        }
        if (!of.contains(named)) {
            throw Refusal.badInput("fleet.refusal.choice", form.value("municipality"))
                    .at("municipality");
        }
        return named;
    }

    /** The date, refused when its year has not four digits: ISO 8601 knows longer ones, the database does not. */
    static String ofFourDigits(String date) {
        if (!date.matches("\\d{4}-.*")) {
            throw new DateTimeException(date);
        }
        return date;
    }

    /** A moment as the field of a form holds it; null stays null. */
    static @Nullable String written(@Nullable Instant time) {
        return time == null
                ? null
                : Objects.toString(
                        time.atZone(Fleet.TOWN).toLocalDateTime().withSecond(0).withNano(0));
    }

    /** A number as the field of a form holds it. */
    static String written(@Nullable Double number) {
        if (number == null) {
            return "";
        }
        return number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString();
    }
}
