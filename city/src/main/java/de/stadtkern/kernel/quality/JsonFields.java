package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON object of plain values as the fields of a form: what programs send is judged as what people type. */
final class JsonFields {

    private JsonFields() {}

    /** Refused when it is no object, or a name is not known, or a value is a list or an object. */
    static Form read(@Nullable JsonNode body, Form defaults, Set<String> known) {
        if (body == null || !body.isObject()) {
            throw Refusal.badInput("quality.refusal.json");
        }
        Form form = defaults;
        for (var field : body.properties()) {
            if (!known.contains(field.getKey()) || field.getValue().isContainer()) {
                throw Refusal.badInput("quality.refusal.field", field.getKey(), new TreeSet<>(known))
                        .at(field.getKey());
            }
            form = form.with(
                    field.getKey(),
                    field.getValue().isNull() ? "" : field.getValue().asString());
        }
        return form;
    }
}
