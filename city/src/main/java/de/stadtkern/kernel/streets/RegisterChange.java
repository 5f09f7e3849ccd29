package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say of segments, as it is typed: the fields that change with their new texts; an empty text takes
 * away what was said. Everything is judged here, whether it comes from a page, a program or a file.
 */
final class RegisterChange {

    static final String WINTER_CLASS = "winterClass";
    static final String SWEEPING_CLASS = "sweepingClass";
    static final String RESPONSIBILITY = "responsibility";
    static final String SALT_BAN = "saltBan";
    static final String MAX_WIDTH = "maxWidthMetres";

    static final List<String> FIELDS = List.of(WINTER_CLASS, SWEEPING_CLASS, RESPONSIBILITY, SALT_BAN, MAX_WIDTH);

    private static final int LONGEST_SWEEPING_CLASS = 12;

    private final Map<String, String> texts;
    private final Register values;

    private RegisterChange(Map<String, String> texts) {
        this.texts = texts;
        this.values = new Register(
                winterClass(text(WINTER_CLASS)),
                sweepingClass(text(SWEEPING_CLASS)),
                responsibility(text(RESPONSIBILITY)),
                saltBan(text(SALT_BAN)),
                maxWidth(text(MAX_WIDTH)));
    }

    /** Fields of other names are left alone. Refused with the field whose text means nothing. */
    static RegisterChange of(Map<String, String> texts) {
        Map<String, String> known = new LinkedHashMap<>();
        texts.forEach((field, text) -> {
            if (FIELDS.contains(field)) {
                known.put(field, text.strip());
            }
        });
        return new RegisterChange(known);
    }

    /** What the fields of the register are in a form. */
    static Map<String, String> texts(Register register) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                WINTER_CLASS,
                register.winterClass() == null ? "" : register.winterClass().toString());
        texts.put(SWEEPING_CLASS, register.sweepingClass());
        texts.put(
                RESPONSIBILITY,
                register.responsibility() == null
                        ? ""
                        : register.responsibility().name());
        texts.put(SALT_BAN, Boolean.toString(register.saltBan()));
        texts.put(
                MAX_WIDTH,
                register.maxWidthMetres() == null
                        ? ""
                        : register.maxWidthMetres().toString());
        return texts;
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    Register applyTo(Register before) {
        return new Register(
                says(WINTER_CLASS) ? values.winterClass() : before.winterClass(),
                says(SWEEPING_CLASS) ? values.sweepingClass() : before.sweepingClass(),
                says(RESPONSIBILITY) ? values.responsibility() : before.responsibility(),
                says(SALT_BAN) ? values.saltBan() : before.saltBan(),
                says(MAX_WIDTH) ? values.maxWidthMetres() : before.maxWidthMetres());
    }

    private boolean says(String field) {
        return texts.containsKey(field);
    }

    private String text(String field) {
        return texts.getOrDefault(field, "");
    }

    private static @Nullable Integer winterClass(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[1-3]")) {
            throw Refusal.badInput("streets.refusal.winter-class", text).at(WINTER_CLASS);
        }
        return Integer.valueOf(text);
    }

    private static String sweepingClass(String text) {
        if (text.length() > LONGEST_SWEEPING_CLASS
                || !(text.isEmpty() || text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ./+-]*"))) {
            throw Refusal.badInput("streets.refusal.sweeping-class", shortened(text), LONGEST_SWEEPING_CLASS)
                    .at(SWEEPING_CLASS);
        }
        return text;
    }

    static @Nullable Responsibility responsibility(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return Arrays.stream(Responsibility.values())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                                "streets.refusal.responsibility",
                                shortened(text),
                                Arrays.toString(Responsibility.values()))
                        .at(RESPONSIBILITY));
    }

    private static boolean saltBan(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "ja", "yes", "1" -> true;
            case "false", "nein", "no", "0", "" -> false;
            default ->
                throw Refusal.badInput("streets.refusal.salt-ban", shortened(text))
                        .at(SALT_BAN);
        };
    }

    private static @Nullable Double maxWidth(String text) {
        if (text.isEmpty()) {
            return null;
        }
        double metres = text.matches("\\d{1,2}([.,]\\d{1,2})?") ? Double.parseDouble(text.replace(',', '.')) : 0;
        if (metres < 0.5 || metres > 20) {
            throw Refusal.badInput("streets.refusal.max-width", shortened(text)).at(MAX_WIDTH);
        }
        return metres;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
