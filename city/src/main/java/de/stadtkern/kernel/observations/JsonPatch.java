package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON Patch (RFC 6902): a list of changes that are made one after the other, or none of them. */
record JsonPatch(List<JsonNode> operations) {

    private static final int MOST = 1000;

    static JsonPatch of(JsonNode json) {
        if (!json.isArray() || json.size() > MOST) {
            throw Refusal.badInput("observations.refusal.not-an-array", "JSON Patch", Body.shortened(json));
        }
        return new JsonPatch(json.valueStream().toList());
    }

    JsonNode applyTo(JsonNode document) {
        JsonNode patched = document.deepCopy();
        for (JsonNode operation : operations) {
            apply(operation, patched);
        }
        return patched;
    }

    private static void apply(JsonNode operation, JsonNode document) {
        JsonPointer path = pointer(operation, "path");
        switch (operation.path("op").asString("")) {
            case "add" -> put(document, path, value(operation), operation);
            case "remove" -> remove(document, path, operation);
            case "replace" -> {
                remove(document, path, operation);
                put(document, path, value(operation), operation);
            }
            case "move" -> put(document, path, remove(document, pointer(operation, "from"), operation), operation);
            case "copy" ->
                put(
                        document,
                        path,
                        get(document, pointer(operation, "from"), operation).deepCopy(),
                        operation);
            case "test" -> {
                if (!get(document, path, operation).equals(value(operation))) {
                    throw Refusal.conflict("observations.refusal.patch", Body.shortened(operation));
                }
            }
            default -> throw bad(operation);
        }
    }

    private static JsonPointer pointer(JsonNode operation, String field) {
        try {
            JsonPointer pointer = JsonPointer.compile(operation.path(field).asString("?"));
            if (!pointer.matches()) {
                return pointer;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw bad(operation);
    }

    private static JsonNode value(JsonNode operation) {
        if (!operation.has("value")) {
            throw bad(operation);
        }
        return operation.path("value");
    }

    private static JsonNode get(JsonNode document, JsonPointer path, JsonNode operation) {
        JsonNode found = document.at(path);
        if (found.isMissingNode()) {
            throw bad(operation);
        }
        return found;
    }

    private static JsonNode remove(JsonNode document, JsonPointer path, JsonNode operation) {
        JsonNode removed = get(document, path, operation);
        if (document.at(path.head()) instanceof ArrayNode array) {
            array.remove(path.last().getMatchingIndex());
        } else if (document.at(path.head()) instanceof ObjectNode object) {
            object.remove(path.last().getMatchingProperty());
        }
        return removed;
    }

    private static void put(JsonNode document, JsonPointer path, JsonNode value, JsonNode operation) {
        JsonPointer last = path.last();
        switch (document.at(path.head())) {
            case ArrayNode array when last.getMatchingProperty().equals("-") -> array.add(value);
            case ArrayNode array
            when last.getMatchingIndex() >= 0 && last.getMatchingIndex() <= array.size() ->
                array.insert(last.getMatchingIndex(), value);
            case ObjectNode object -> object.set(last.getMatchingProperty(), value);
            default -> throw bad(operation);
        }
    }

    private static Refusal bad(JsonNode operation) {
        return Refusal.badInput("observations.refusal.patch", Body.shortened(operation));
    }
}
