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
import java.util.LinkedHashMap;
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

    private static final String ROOT = "/sensorthings/v1.1/";
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

    /** A device that is set up. */
    record Sensor(String devEui, Site site) {}

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
        return Sites.spread(segments("primary,secondary,tertiary"), count);
    }

    /** The names of all streets where people live. */
    List<String> streets() {
        return segments("primary,secondary,tertiary,residential,living_street").stream()
                .map(Site::street)
                .distinct()
                .sorted()
                .toList();
    }

    private List<Site> segments(String classes) {
        List<Site> all = new ArrayList<>();
        for (JsonNode street : get(address.resolve("/streets/segments.geojson?classes=" + classes))
                .path("features")) {
            String name = street.path("properties").path("name").asString("");
            JsonNode middle = street.path("geometry").path("coordinates");
            JsonNode point = middle.path(middle.size() / 2);
            if (!name.isBlank()) {
                all.add(new Site(name, point.path(0).asDouble(), point.path(1).asDouble()));
            }
        }
        return all;
    }

    /** The devices of a kind that are set up, and where. */
    List<Sensor> sensors(String kind) {
        List<Sensor> sensors = new ArrayList<>();
        for (JsonNode thing : list(entity("Things?$top=1000&$expand=Locations"))) {
            JsonNode properties = thing.path("properties");
            JsonNode location = thing.path("Locations").path(0);
            JsonNode point = location.path("location").path("coordinates");
            if (properties.path("kind").asString("").equals(kind)) {
                sensors.add(new Sensor(
                        properties.path("devEui").asString(""),
                        new Site(
                                location.path("name").asString(""),
                                point.path(0).asDouble(),
                                point.path(1).asDouble())));
            }
        }
        return sensors;
    }

    /** Sets up a station at the site, or finds it when it has been set up before. */
    Station station(String name, Site site, String origin, Set<Quantity> quantities) {
        long thing =
                findByName(list(entity("Things?$top=1000")), name).orElseGet(() -> createThing(name, site, origin));
        Map<Quantity, Long> datastreams = new EnumMap<>(Quantity.class);
        List<JsonNode> existing = list(entity("Things(" + thing + ")/Datastreams?$top=1000"));
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
        send(ROOT + "Datastreams(" + datastream + ")/Observations", body.toString(), token);
    }

    /** The ids of all Things that have one. */
    Map<String, Long> thingsByDevEui() {
        return idsBy(list(entity("Things?$top=1000")), "devEui");
    }

    Map<String, Long> datastreamsByField(long thing) {
        return idsBy(list(entity("Things(" + thing + ")/Datastreams?$top=1000")), "field");
    }

    private static Map<String, Long> idsBy(List<JsonNode> entities, String property) {
        Map<String, Long> ids = new LinkedHashMap<>();
        for (JsonNode entity : entities) {
            String value = entity.path("properties").path(property).asString("");
            if (!value.isEmpty()) {
                ids.put(value, entity.path("@iot.id").asLong());
            }
        }
        return ids;
    }

    private List<JsonNode> list(URI first) {
        List<JsonNode> all = new ArrayList<>();
        for (URI next = first; next != null; ) {
            JsonNode page = get(next);
            page.path("value").valueStream().forEach(all::add);
            String link = page.path("@iot.nextLink").asString(null);
            next = link == null ? null : URI.create(link);
        }
        return all;
    }

    private static Optional<Long> findByName(List<JsonNode> entities, String name) {
        return entities.stream()
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
        return create("Things", thing);
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
        return create("Things(" + thing + ")/Datastreams", datastream);
    }

    private URI entity(String path) {
        return address.resolve(ROOT + path);
    }

    private JsonNode get(URI uri) {
        return json.readTree(answered(HttpRequest.newBuilder(uri)).body());
    }

    /** Creates an entity with all that is nested in it; returns its id. */
    long create(String entitySet, ObjectNode entity) {
        return json.readTree(send(ROOT + entitySet, entity.toString(), null))
                .path("@iot.id")
                .asLong();
    }

    /**
     * Posts JSON until the town has answered; returns its answer.
     *
     * @param token the same for every attempt, so that it is stored once; null where the body says it
     */
    String send(String path, String body, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Idempotency-Key", token);
        }
        return answered(request).body();
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
