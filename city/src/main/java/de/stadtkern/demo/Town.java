package de.stadtkern.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A running Stadtkern as a device sees it: its public HTTP interface. Repeats what was not answered. */
final class Town {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String MEASUREMENT = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final JsonMapper json = new JsonMapper();
    private final URI address;
    private final String apiKey;

    Town(URI address, String apiKey) {
        this.address = address;
        this.apiKey = apiKey;
    }

    /** A station that has been set up: the number of each datastream. */
    record Station(Map<Quantity, Long> datastreams) {}

    /** Whether the program answers. */
    boolean isThere() {
        try {
            return send(HttpRequest.newBuilder(address.resolve("/actuator/health")))
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Places on the town's main streets, far from each other. */
    List<Site> sites(int count) {
        List<Site> all = new ArrayList<>();
        for (JsonNode street : get(address.resolve("/streets/segments.geojson?classes=primary,secondary,tertiary"))
                .path("features")) {
            String name = street.path("properties").path("name").asString("");
            JsonNode middle = street.path("geometry").path("coordinates");
            JsonNode point = middle.path(middle.size() / 2);
            if (!name.isBlank()) {
                all.add(new Site(name, point.path(0).asDouble(), point.path(1).asDouble()));
            }
        }
        return Sites.spread(all, count);
    }

    /** Sets up a station at the site, or finds it when it has been set up before. */
    Station station(String name, Site site, String origin, Set<Quantity> quantities) {
        long thing = findThing(name).orElseGet(() -> createThing(name, site, origin));
        Map<Quantity, Long> datastreams = new EnumMap<>(Quantity.class);
        JsonNode existing = get(entity("Things(" + thing + ")/Datastreams?$top=1000"));
        for (Quantity quantity : quantities) {
            Optional<Long> found = findByName(existing, quantity.label());
            datastreams.put(quantity, found.orElseGet(() -> createDatastream(thing, quantity)));
        }
        return new Station(datastreams);
    }

    /**
     * Sends an observation until the town has confirmed that it is stored.
     *
     * @param token the same for every attempt, so that it is stored once
     */
    void observe(long datastream, Instant time, double value, String token) {
        ObjectNode body =
                json.createObjectNode().put("phenomenonTime", time.toString()).put("result", value);
        post("Datastreams(" + datastream + ")/Observations", body, token);
    }

    private Optional<Long> findThing(String name) {
        JsonNode page = get(entity("Things?$top=1000"));
        while (true) {
            Optional<Long> found = findByName(page, name);
            JsonNode next = page.path("@iot.nextLink");
            if (found.isPresent() || next.isMissingNode()) {
                return found;
            }
            page = get(URI.create(next.asString()));
        }
    }

    private static Optional<Long> findByName(JsonNode page, String name) {
        return page.path("value")
                .valueStream()
                .filter(entity -> entity.path("name").asString("").equals(name))
                .map(entity -> entity.path("@iot.id").asLong())
                .findFirst();
    }

    private long createThing(String name, Site site, String origin) {
        ObjectNode thing = json.createObjectNode().put("name", name).put("description", "Straßenwetter-Station");
        thing.putObject("properties").put("origin", origin);
        ObjectNode location = thing.putArray("Locations").addObject();
        location.put("name", site.street()).put("description", "Standort").put("encodingType", "application/geo+json");
        ObjectNode point = location.putObject("location").put("type", "Point");
        point.putArray("coordinates").add(site.lon()).add(site.lat());
        return post("Things", thing, null);
    }

    private long createDatastream(long thing, Quantity quantity) {
        ObjectNode datastream = json.createObjectNode()
                .put("name", quantity.label())
                .put("description", quantity.label())
                .put("observationType", MEASUREMENT);
        datastream
                .putObject("unitOfMeasurement")
                .put("name", quantity.unit())
                .put("symbol", quantity.unit())
                .put("definition", "https://ucum.org");
        datastream
                .putObject("Sensor")
                .put("name", "Straßenwetter-Sensor")
                .put("description", quantity.label())
                .put("encodingType", "text/plain")
                .put("metadata", "unbekannt");
        datastream
                .putObject("ObservedProperty")
                .put("name", quantity.label())
                .put("definition", quantity.definition())
                .put("description", quantity.label());
        return post("Things(" + thing + ")/Datastreams", datastream, null);
    }

    private URI entity(String path) {
        return address.resolve("/sensorthings/v1.1/" + path);
    }

    private JsonNode get(URI uri) {
        return json.readTree(answered(HttpRequest.newBuilder(uri)).body());
    }

    private long post(String path, ObjectNode body, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(entity(path))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("Idempotency-Key", token);
        }
        return json.readTree(answered(request).body()).path("@iot.id").asLong();
    }

    /** The answer; asks again while the program is away or overloaded. */
    private HttpResponse<String> answered(HttpRequest.Builder request) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                HttpResponse<String> response = send(request);
                if (response.statusCode() < 300) {
                    return response;
                }
                if (response.statusCode() < 500) {
                    throw new TownRefusal(address, response.statusCode(), response.body());
                }
            } catch (IOException e) {
                if (Instant.now().isAfter(end)) {
                    throw new TownRefusal(address, 0, String.valueOf(e.getMessage()));
                }
            }
            pause();
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
