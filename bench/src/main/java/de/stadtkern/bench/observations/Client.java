package de.stadtkern.bench.observations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Single questions to the server, whose answers are read. */
final class Client {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Target target;

    Client(Target target) {
        this.target = target;
    }

    JsonNode get(String path) {
        return get(URI.create(target.root() + "/" + Target.encoded(path)));
    }

    private JsonNode get(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        String key = target.key();
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        address + " answers " + answer.statusCode() + ": " + shortened(answer.body()));
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(address + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many observations there are. */
    long count() {
        return get("Observations?$count=true&$top=1").path("@iot.count").asLong();
    }

    /** The ids of all datastreams as they stand in addresses. */
    List<String> datastreams() {
        List<String> ids = new ArrayList<>();
        JsonNode page = get("Datastreams?$select=id&$orderby=id&$top=1000");
        while (true) {
            page.path("value").forEach(one -> ids.add(literal(one.path("@iot.id"))));
            @Nullable String next = page.path("@iot.nextLink").asString(null);
            if (next == null) {
                return ids;
            }
            page = get(target.root().resolve(Target.encoded(next)));
        }
    }

    private static String literal(JsonNode id) {
        return id.isString() ? "'" + id.asString() + "'" : id.asString();
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
