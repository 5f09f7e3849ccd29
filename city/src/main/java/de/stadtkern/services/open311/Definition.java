package de.stadtkern.services.open311;

import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.NewReport;
import de.stadtkern.kernel.reports.ReportCategory;
import de.stadtkern.services.open311.Answer.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of a report of a category besides, as its service definition has it. */
final class Definition {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> attributes;

    private Definition(List<JsonNode> attributes) {
        this.attributes = attributes;
    }

    static Definition of(ReportCategory category) {
        return new Definition(JSON.readTree(category.attributes()).values().stream()
                .filter(one -> one.path("code").isString())
                .toList());
    }

    boolean isEmpty() {
        return attributes.isEmpty();
    }

    List<Entry> entries() {
        return attributes.stream().map(Definition::entry).toList();
    }

    /** What was answered, by code; refused when something required is missing or not among the values of a list. */
    Map<String, String> answers(Parameters parameters) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode one : attributes) {
            String code = one.path("code").asString();
            List<String> given = Stream.of("attribute[%s]", "attribute[%s][]")
                    .flatMap(name -> parameters.values(name.formatted(code)))
                    .toList();
            require(one, code, given);
            if (!given.isEmpty()) {
                answers.put(code, String.join(", ", given));
            }
        }
        return answers;
    }

    private static void require(JsonNode one, String code, List<String> given) {
        boolean asked = one.path("variable").asBoolean(true);
        if (asked && one.path("required").asBoolean(false) && given.isEmpty()) {
            throw Refusal.badInput("open311.refusal.attribute-missing", code);
        }
        List<String> keys = one.path("values").values().stream()
                .map(value -> value.path("key").asString(""))
                .toList();
        for (String value : given) {
            if (value.length() > NewReport.LONGEST || (!keys.isEmpty() && !keys.contains(value))) {
                throw Refusal.badInput("open311.refusal.attribute", code, value);
            }
        }
    }

    private static Entry entry(JsonNode one) {
        List<Entry> values = one.path("values").values().stream()
                .map(value -> new Entry()
                        .with("key", value.path("key").asString(""))
                        .with("name", value.path("name").asString("")))
                .toList();
        return new Entry()
                .with("variable", one.path("variable").asBoolean(true))
                .with("code", one.path("code").asString())
                .with("datatype", one.path("datatype").asString("string"))
                .with("required", one.path("required").asBoolean(false))
                .with("datatype_description", one.path("datatype_description").asString(""))
                .with("order", one.path("order").asInt(1))
                .with("description", one.path("description").asString(""))
                .with("values", values.isEmpty() ? null : values);
    }
}
