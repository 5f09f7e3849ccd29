package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A device type as the fields of a form: for each measure a row of fields, their names followed by its number. */
final class TypeForm {

    /** Of the fields of a row. */
    private static final List<String> COLUMNS =
            List.of("key", "name", "paths", "unit", "wanted", "definition", "yes", "no", "zero", "formula", "from");

    private static final int MOST_ROWS = 40;
    private static final int LEAST_ROWS = 4;
    private static final int SPARE_ROWS = 2;

    private TypeForm() {}

    /** The form with only those rows that say something, in their order, so that their numbers are those of the measures. */
    static Form compacted(Form form) {
        Map<String, String> values = new HashMap<>(form.values());
        int next = 0;
        for (int row = 0; row < MOST_ROWS; row++) {
            boolean filled = isFilled(form, row);
            for (String column : COLUMNS) {
                String value = values.remove(column + "-" + row);
                if (filled && value != null) {
                    values.put(column + "-" + next, value);
                }
            }
            next += filled ? 1 : 0;
        }
        return new Form(values, form.errors(), form.status());
    }

    private static boolean isFilled(Form form, int row) {
        return COLUMNS.stream()
                .anyMatch(column -> !form.value(column + "-" + row).isBlank());
    }

    /** How many rows the form shows. */
    static int rows(Form form) {
        int last = IntStream.range(0, MOST_ROWS)
                .filter(row -> isFilled(form, row))
                .max()
                .orElse(-1);
        return Math.clamp(last + 1L + SPARE_ROWS, LEAST_ROWS, MOST_ROWS);
    }

    /** The form with rows for what stands at these paths. */
    static Form suggested(Form form, List<String> paths) {
        Map<String, String> values = new HashMap<>(form.values());
        for (int row = 0; row < paths.size(); row++) {
            String key = paths.get(row).replaceAll("[^A-Za-z0-9]+", "_");
            values.put("key-" + row, key);
            values.put("name-" + row, key.replace('_', ' ').strip());
            values.put("paths-" + row, paths.get(row));
        }
        return new Form(values, form.errors(), form.status());
    }

    /** The type in a compacted form; not checked yet. */
    static DeviceType read(Form form) {
        Map<Integer, MessageKind> ports = new LinkedHashMap<>();
        for (MessageKind kind : MessageKind.values()) {
            for (String port : words(form.value(kind.word()))) {
                ports.put(port(kind.word(), port), kind);
            }
        }
        List<Measure> measures = new ArrayList<>();
        for (int row = 0; isFilled(form, row); row++) {
            measures.add(measure(form, "-" + row));
        }
        return new DeviceType(
                form.value("key").strip(),
                form.value("name").strip(),
                text(form, "decoder"),
                text(form, "script"),
                ports,
                measures);
    }

    private static Measure measure(Form form, String row) {
        String key = form.value("key" + row).strip();
        String definition = form.value("definition" + row).strip();
        Map<String, Boolean> words = new HashMap<>();
        words(form.value("yes" + row)).forEach(word -> words.put(word, true));
        words(form.value("no" + row)).forEach(word -> words.put(word, false));
        String formula = form.value("formula" + row);
        return new Measure(
                key,
                form.value("name" + row).strip(),
                definition.isEmpty() ? "urn:stadtkern:observed-property:" + key.replace('_', '-') : definition,
                words(form.value("paths" + row)),
                text(form, "unit" + row),
                text(form, "wanted" + row),
                words,
                form.value("zero" + row).equals("true"),
                Arrays.stream(Formula.values())
                        .filter(one -> one.name().equals(formula))
                        .findFirst()
                        .orElse(null),
                words(form.value("from" + row)));
    }

    private static @Nullable String text(Form form, String field) {
        String text = form.value(field).strip();
        return text.isEmpty() ? null : text;
    }

    private static int port(String field, String port) {
        if (!port.matches("\\d{1,3}") || Integer.parseInt(port) > 255) {
            throw Refusal.badInput("devices.refusal.port", port).at(field);
        }
        return Integer.parseInt(port);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** The fields that say what the type says. */
    static Form of(DeviceType type) {
        Map<String, String> values = new HashMap<>();
        values.put("key", type.key());
        values.put("name", type.name());
        values.put("decoder", or(type.decoder()));
        values.put("script", or(type.script()));
        for (MessageKind kind : MessageKind.values()) {
            values.put(
                    kind.word(),
                    new TreeSet<>(type.ports().keySet())
                            .stream()
                                    .filter(port -> type.ports().get(port) == kind)
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")));
        }
        for (int row = 0; row < type.measures().size(); row++) {
            Measure measure = type.measures().get(row);
            values.put("key-" + row, measure.key());
            values.put("name-" + row, measure.name());
            values.put("definition-" + row, measure.definition());
            values.put("paths-" + row, String.join(", ", measure.paths()));
            values.put("unit-" + row, or(measure.unit()));
            values.put("wanted-" + row, or(measure.wanted()));
            values.put("yes-" + row, words(measure, true));
            values.put("no-" + row, words(measure, false));
            values.put("zero-" + row, measure.absentIsZero() ? "true" : "");
            Formula formula = measure.formula();
            values.put("formula-" + row, formula == null ? "" : formula.name());
            values.put("from-" + row, String.join(", ", measure.from()));
        }
        return new Form(values, Map.of(), Form.blank().status());
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String words(Measure measure, boolean truth) {
        return measure.words().entrySet().stream()
                .filter(word -> word.getValue() == truth)
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** A key made of what people call the type. */
    static String key(String name) {
        String key = name.toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return key.substring(0, Math.min(key.length(), 60));
    }
}
