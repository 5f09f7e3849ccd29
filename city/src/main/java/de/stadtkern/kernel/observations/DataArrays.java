package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.ObservationWriter.Entry;
import de.stadtkern.kernel.observations.ObservationWriter.Target;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code CreateObservations}: many observations of several datastreams in one request (18-088, section 14.2). */
@Component
class DataArrays {

    private final ObservationWriter writer;

    DataArrays(ObservationWriter writer) {
        this.writer = writer;
    }

    /** The address of each observation, or "error" for one that breaks a rule. */
    JsonNode create(Call call) {
        List<@Nullable Entry> entries = new ArrayList<>();
        for (JsonNode group : array(call.json(), "CreateObservations")) {
            read(new Body(group), entries);
        }
        ArrayNode links = Call.JSON.createArrayNode();
        for (Long id : store(entries)) {
            links.add(id == null ? "error" : call.root() + "/Observations(" + id + ")");
        }
        return links;
    }

    private static JsonNode array(JsonNode json, String name) {
        if (!json.isArray()) {
            throw Refusal.badInput("observations.refusal.not-an-array", name, Body.shortened(json));
        }
        return json;
    }

    private static void read(Body group, List<@Nullable Entry> entries) {
        Long datastream = group.link(group.has("MultiDatastream") ? "MultiDatastream" : "Datastream");
        Target target = Target.of(datastream, null);
        JsonNode components = array(group.value("components"), "components");
        for (JsonNode row : array(group.value("dataArray"), "dataArray")) {
            entries.add(
                    row.isArray() && row.size() == components.size()
                            ? new Entry(body(components, row), target, true)
                            : null);
        }
    }

    private static Body body(JsonNode components, JsonNode row) {
        ObjectNode observation = Call.JSON.createObjectNode();
        for (int i = 0; i < components.size(); i++) {
            String name = components.path(i).asString("");
            if (name.equals("FeatureOfInterest/id") || name.equals("FeatureOfInterest/@iot.id")) {
                observation.putObject("FeatureOfInterest").set("@iot.id", row.path(i));
            } else if (!name.equals("id")) {
                observation.set(name, row.path(i));
            }
        }
        return new Body(observation);
    }

    /** All together; one by one only when some are refused, so that the others are stored. */
    private List<@Nullable Long> store(List<@Nullable Entry> entries) {
        List<@Nullable Long> ids = new ArrayList<>();
        try {
            List<Long> stored = new ArrayList<>(
                    writer.createAll(entries.stream().filter(Objects::nonNull).toList()));
            entries.forEach(entry -> ids.add(entry == null ? null : stored.removeFirst()));
        } catch (Refusal refusal) {
            requireTheirOwnFault(refusal);
            entries.forEach(entry -> ids.add(entry == null ? null : storeAlone(entry)));
        }
        return ids;
    }

    private @Nullable Long storeAlone(Entry entry) {
        try {
            return writer.create(entry.observation(), entry.target());
        } catch (Refusal refusal) {
            requireTheirOwnFault(refusal);
            return null;
        }
    }

    private static void requireTheirOwnFault(Refusal refusal) {
        if (refusal.status() != HttpStatus.BAD_REQUEST && refusal.status() != HttpStatus.NOT_FOUND) {
            throw refusal;
        }
    }
}
