package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Options;
import de.stadtkern.kernel.observations.query.ResourcePath;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What each method means at each address. */
@Component
class Protocol {

    private static final String SPEC = "http://www.opengis.net/spec/iot_sensing/1.1/req/";
    private static final List<String> CONFORMANCE = List.of(
            "datamodel",
            "resource-path/resource-path-to-entities",
            "request-data",
            "create-update-delete/create-entity",
            "create-update-delete/link-to-existing-entities",
            "create-update-delete/deep-insert",
            "create-update-delete/deep-insert-status-code",
            "create-update-delete/update-entity",
            "create-update-delete/update-entity-put",
            "create-update-delete/update-entity-jsonpatch",
            "create-update-delete/delete-entity",
            "create-update-delete/historical-location-auto-creation",
            "batch-request/batch-request",
            "multi-datastream",
            "data-array/data-array",
            "create-observations-via-mqtt/observations-creation");

    private final EntityReader reader;
    private final EntityWriter writer;
    private final FilteredRemoval removal;
    private final DataArrays dataArrays;

    Protocol(EntityReader reader, EntityWriter writer, FilteredRemoval removal, DataArrays dataArrays) {
        this.reader = reader;
        this.writer = writer;
        this.removal = removal;
        this.dataArrays = dataArrays;
    }

    void answer(Call call, Reply reply) throws IOException {
        switch (call.method()) {
            case "GET", "HEAD" -> read(call, reply);
            case "POST" -> create(call, reply);
            case "PATCH", "PUT" -> change(call, reply);
            case "DELETE" -> delete(call, reply);
            default -> throw Refusal.notOffered("observations.refusal.method", call.method());
        }
    }

    private void read(Call call, Reply reply) throws IOException {
        if (call.path().isEmpty()) {
            send(serviceRoot(call.root()), reply);
        } else {
            reader.read(call, reply);
        }
    }

    private static JsonNode serviceRoot(String root) {
        ObjectNode answer = Call.JSON.createObjectNode();
        ArrayNode sets = answer.putArray("value");
        for (EntityType type : EntityType.values()) {
            sets.addObject().put("name", type.setName()).put("url", root + "/" + type.setName());
        }
        ArrayNode conformance = answer.putObject("serverSettings").putArray("conformance");
        CONFORMANCE.forEach(one -> conformance.add(SPEC + one));
        return answer;
    }

    private static void send(JsonNode answer, Reply reply) throws IOException {
        try (OutputStream out = reply.begin(EntityReader.JSON)) {
            out.write(Call.JSON.writeValueAsBytes(answer));
        }
    }

    private void create(Call call, Reply reply) throws IOException {
        if (call.path().equals("CreateObservations")) {
            JsonNode links = dataArrays.create(call);
            try (OutputStream out = reply.begin(201, Map.of("Content-Type", EntityReader.JSON))) {
                out.write(Call.JSON.writeValueAsBytes(links));
            }
            return;
        }
        ResourcePath path = ResourcePath.of(call.path());
        long id = writer.create(path, call.body(), call.token());
        String entity = path.type().setName() + "(" + id + ")";
        show(call, entity, (status, headers) -> {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put("Location", call.root() + "/" + entity);
            return reply.begin(201, more);
        });
    }

    private void change(Call call, Reply reply) throws IOException {
        ResourcePath path = ResourcePath.of(call.path());
        if (call.content().is("application/json-patch+json")) {
            JsonNode patched = JsonPatch.of(call.json()).applyTo(reader.properties(path));
            writer.change(path, new Body(patched), true);
        } else {
            writer.change(path, call.body(), call.method().equals("PUT"));
        }
        show(call, path.entities(), reply);
    }

    /** One entity, or what a filter finds; of these {@code dryRun=true} only says how many they are. */
    private void delete(Call call, Reply reply) throws IOException {
        ResourcePath path = ResourcePath.of(call.path());
        if (!path.isCollection()) {
            writer.delete(path);
            reply.begin(200, Map.of()).close();
            return;
        }
        Map<String, String> options = new LinkedHashMap<>(call.options());
        String dryRun = options.remove("dryRun");
        if (!options.keySet().equals(Set.of("$filter")) || (dryRun != null && !dryRun.equals("true"))) {
            throw Refusal.badInput("observations.refusal.delete-filter");
        }
        long count = removal.remove(path, Options.of(options), dryRun != null);
        send(Call.JSON.createObjectNode().put("@iot.count", count).put("dryRun", dryRun != null), reply);
    }

    private void show(Call call, String entity, Reply reply) throws IOException {
        reader.read(new Call("GET", call.root(), entity, Map.of(), Call.Content.NONE, null), reply);
    }
}
