package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.Batch.Answered;
import de.stadtkern.kernel.observations.Batch.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A batch as JSON, as OData 4.01 writes it. */
final class JsonBatch {

    private JsonBatch() {}

    static List<Part> read(Body batch) {
        batch.value("requests");
        return batch.objects("requests").stream().map(JsonBatch::part).toList();
    }

    private static Part part(Body request) {
        JsonNode body = request.json().path("body");
        JsonNode headers = request.json().path("headers");
        String type = headers.propertyStream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .map(header -> header.getValue().asString(""))
                .findFirst()
                .orElse("application/json");
        return new Part(
                request.json().path("id").asString(""),
                request.json().hasNonNull("atomicityGroup") ? request.text("atomicityGroup") : null,
                request.text("method").toUpperCase(Locale.ROOT),
                request.text("url"),
                new Call.Content(type, body.isMissingNode() ? new byte[0] : Call.JSON.writeValueAsBytes(body)));
    }

    static void write(List<Answered> answered, Reply reply) throws IOException {
        ObjectNode answer = Call.JSON.createObjectNode();
        ArrayNode responses = answer.putArray("responses");
        for (Answered one : answered) {
            ObjectNode response = responses.addObject();
            if (one.id() != null) {
                response.put("id", one.id());
            }
            response.put("status", one.status());
            ObjectNode headers = response.putObject("headers");
            one.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            if (one.headers().containsKey("Location")) {
                response.put("location", one.headers().get("Location"));
            }
            if (one.body().length > 0) {
                boolean json = one.headers().getOrDefault("Content-Type", "").contains("json");
                response.set(
                        "body",
                        json
                                ? Call.JSON.readTree(one.body())
                                : Call.JSON
                                        .getNodeFactory()
                                        .stringNode(new String(one.body(), StandardCharsets.UTF_8)));
            }
        }
        try (var out = reply.begin(EntityReader.JSON)) {
            out.write(Call.JSON.writeValueAsBytes(answer));
        }
    }
}
