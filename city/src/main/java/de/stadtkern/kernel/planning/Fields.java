package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands in a form, read as numbers, places and times; refused with the name of the field. */
record Fields(Form form) {

    private static final int LONGEST_TEXT = 200;
    private static final Pattern PLACE = Pattern.compile("(-?\\d{1,3}\\.\\d+)[,;\\s]+(-?\\d{1,3}\\.\\d+)");

    boolean has(String field) {
        return !form.value(field).isBlank();
    }

    String text(String field) {
        String text = form.value(field).strip().replaceAll("\\p{Cntrl}", " ");
        if (text.isEmpty()) {
            throw Refusal.badInput("planning.refusal.empty").at(field);
        }
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.badInput("planning.refusal.long", LONGEST_TEXT).at(field);
        }
        return text;
    }

    double number(String field, double least, double most) {
        return number(field, form.value(field), least, most);
    }

    static double number(String field, String text, double least, double most) {
        try {
            double number = Double.parseDouble(text.strip().replace(',', '.'));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of bounds is.
        }
        throw Refusal.badInput("planning.refusal.number", text.strip(), written(least), written(most))
                .at(field);
    }

    int whole(String field, int least, int most) {
        double number = number(field, least, most);
        if (number != Math.rint(number)) {
            throw Refusal.badInput("planning.refusal.whole", form.value(field).strip())
                    .at(field);
        }
        return (int) number;
    }

    /** Numbers with commas or spaces between them. */
    List<Long> numbers(String field) {
        String text = form.value(field).strip();
        if (!text.matches("(\\d{1,18}[,;\\s]*)*")) {
            throw Refusal.badInput("planning.refusal.numbers", text).at(field);
        }
        return Stream.of(text.split("[,;\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(Long::parseLong)
                .distinct()
                .toList();
    }

    /** Latitude and longitude. */
    Position place(String field) {
        String text = form.value(field).strip();
        var match = PLACE.matcher(text);
        if (match.matches()) {
            try {
                return new Position(Double.parseDouble(match.group(2)), Double.parseDouble(match.group(1)));
            } catch (IllegalArgumentException e) {
                // Refused below: no place on Earth.
            }
        }
        throw Refusal.badInput("planning.refusal.place", text).at(field);
    }

    LocalTime time(String field) {
        String text = form.value(field).strip();
        try {
            return LocalTime.parse(text.length() == 4 ? "0" + text : text)
                    .withSecond(0)
                    .withNano(0);
        } catch (DateTimeException e) {
            throw Refusal.badInput("planning.refusal.time", text).at(field);
        }
    }

    @Nullable
    LocalTime timeOrNull(String field) {
        return has(field) ? time(field) : null;
    }

    private static String written(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%s", number);
    }
}
