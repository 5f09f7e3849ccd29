package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * What somebody typed into a form, and what is wrong with it. As an argument of a controller method it holds the request's
 * parameters; given to {@link Page#view(String, Form)} it shows them again.
 *
 * @param errors by field; the empty name stands for the form as a whole
 */
public record Form(Map<String, String> values, Map<String, String> errors, HttpStatus status) {

    public Form {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
    }

    /** Nothing typed yet. */
    public static Form blank() {
        return new Form(Map.of(), Map.of(), HttpStatus.OK);
    }

    /** The form with this in the field; null leaves it empty. */
    public Form with(String field, @Nullable Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(field, value == null ? "" : value.toString());
        return new Form(more, errors, status);
    }

    /**
     * The form with the plain values of a JSON object: what programs send is judged as what people type.
     *
     * @throws Refusal when it is no object, a name is not known, or a value is a list or an object
     */
    public Form with(@Nullable JsonNode body, Set<String> known) {
        if (body == null || !body.isObject()) {
            throw Refusal.badInput("portal.refusal.json");
        }
        Form form = this;
        for (var field : body.properties()) {
            if (!known.contains(field.getKey()) || field.getValue().isContainer()) {
                throw Refusal.badInput("portal.refusal.field", field.getKey(), new TreeSet<>(known))
                        .at(field.getKey());
            }
            form = form.with(
                    field.getKey(),
                    field.getValue().isNull() ? "" : field.getValue().asString());
        }
        return form;
    }

    /** The form again, with what is wrong. Passes on what no other input could help. */
    public Form refused(Refusal refusal, Page page) {
        if (!refusal.isCorrectable()) {
            throw refusal;
        }
        Map<String, String> more = new LinkedHashMap<>(errors);
        more.put(
                refusal.field(),
                page.text(refusal.textKey(), refusal.arguments().toArray()));
        return new Form(values, more, refusal.status());
    }

    /** What stands in the field; empty when nothing does. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** The choice whose name stands in the field; refused when there is none of this name. */
    public <E extends Enum<E>> E choice(String field, Class<E> type) {
        String wanted = value(field).strip();
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                                "portal.refusal.choice", wanted, Arrays.toString(type.getEnumConstants()))
                        .at(field));
    }

    /** What is wrong with the field. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }

    /** For the attribute {@code aria-describedby} of the field; null when nothing describes it. */
    @Nullable
    String describedBy(String field, @Nullable String hint) {
        String ids = (hint == null ? "" : field + "-hint ") + (errors.containsKey(field) ? field + "-error" : "");
        return ids.isEmpty() ? null : ids.strip();
    }

    public boolean isRefused() {
        return !errors.isEmpty();
    }
}
