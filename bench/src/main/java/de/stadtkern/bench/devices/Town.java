package de.stadtkern.bench.devices;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running Stadtkern as its network server and an officer reach it. */
final class Town {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String[] FIELDS = {"surface_temperature", "air_temperature", "air_humidity", "dew_point"};
    private static final String[] UNITS = {"Cel", "Cel", "%", "Cel"};

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final JsonMapper json = new JsonMapper();
    private final URI url;
    private final String key;
    private final long run = Instant.now().getEpochSecond();
    private final Map<Long, Instant> sentByDatastream = new ConcurrentHashMap<>();
    private final Map<Integer, Long> roads = new ConcurrentHashMap<>();
    private String token = "";

    Town(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    /** Sets up the n-th device; returns the datastream of its road temperature. */
    long device(int number) throws IOException, InterruptedException {
        StringBuilder streams = new StringBuilder();
        for (int i = 0; i < FIELDS.length; i++) {
            streams.append(streams.isEmpty() ? "" : ",").append("""
                    {"name": "%1$s", "description": "bench", "properties": {"field": "%1$s"},
                     "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                     "unitOfMeasurement": {"name": "%2$s", "symbol": "%2$s", "definition": "https://ucum.org"},
                     "Sensor": {"name": "s", "description": "s", "encodingType": "text/plain", "metadata": "m"},
                     "ObservedProperty": {"name": "%1$s", "definition": "urn:bench:%1$s", "description": "bench"}}""".formatted(FIELDS[i], UNITS[i]));
        }
        JsonNode thing = read(send("/sensorthings/v1.1/Things", """
                {"name": "bench %1$d-%2$d", "description": "bench",
                 "properties": {"devEui": "%3$s", "deviceType": "decentlab-dl-cws2"}, "Datastreams": [%4$s]}""".formatted(run, number, devEui(number), streams)));
        JsonNode datastreams = read(http.send(
                request("/sensorthings/v1.1/Things(" + thing.path("@iot.id").asLong()
                                + ")/Datastreams?$filter=name%20eq%20%27surface_temperature%27&$select=id")
                        .build(),
                BodyHandlers.ofString()));
        long road = datastreams.at("/value/0/@iot.id").asLong();
        roads.put(number, road);
        return road;
    }

    void signIn(String login, String password) throws IOException, InterruptedException {
        form("/sign-in", "username=" + encoded(login) + "&password=" + encoded(password));
        token = token("/alarms/rules/new");
    }

    void rule(long datastream) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/alarms/api/rules"))
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", token)
                .POST(BodyPublishers.ofString("""
                        {"name": "bench %1$d-%2$d", "datastream": %2$d, "direction": "BELOW", "raiseAt": 0, "clearAt": 1}""".formatted(run, datastream)))
                .build();
        read(http.send(request, BodyHandlers.ofString()));
    }

    /** Whether the report was stored. */
    boolean report(int device, int number, double road) throws IOException, InterruptedException {
        if (road < 0) {
            sentByDatastream.put(roads.get(device), Instant.now());
        }
        HttpResponse<String> answer =
                send("/ingest/tts", """
                {"end_device_ids": {"device_id": "bench-%1$d", "dev_eui": "%2$s"},
                 "uplink_message": {"session_key_id": "AA==", "f_cnt": %3$d, "f_port": 1,
                  "decoded_payload": {"surface_temperature": {"value": %4$s}, "air_temperature": {"value": 3.1},
                   "air_humidity": {"value": 88.5}, "dew_point": {"value": 1.2}},
                  "rx_metadata": [{"gateway_ids": {"gateway_id": "bench"}, "rssi": -97, "snr": 6.5}],
                  "received_at": "%5$s"}}""".formatted(device, devEui(device), number, road, Instant.now()));
        return answer.statusCode() == 200
                && json.readTree(answer.body()).path("outcome").asString().equals("stored");
    }

    /** From sending the value to raising the alarm, in ms. */
    long[] alarmLatencies() throws IOException, InterruptedException {
        return read(http.send(request("/alarms/api").build(), BodyHandlers.ofString()))
                .valueStream()
                .map(line -> line.path("alarm"))
                .filter(alarm ->
                        sentByDatastream.containsKey(alarm.path("datastream").asLong()))
                .mapToLong(alarm -> Duration.between(
                                sentByDatastream.get(alarm.path("datastream").asLong()),
                                Instant.parse(alarm.path("raisedAt").asString()))
                        .toMillis())
                .toArray();
    }

    private String devEui(int number) {
        return String.format("%08x%08x", run & 0xffffffffL, number);
    }

    private void form(String path, String fields) throws IOException, InterruptedException {
        String body = fields + "&_csrf=" + encoded(token(path));
        http.send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
    }

    private String token(String page) throws IOException, InterruptedException {
        String html = http.send(HttpRequest.newBuilder(url.resolve(page)).build(), BodyHandlers.ofString())
                .body();
        Matcher found = TOKEN.matcher(html);
        if (!found.find()) {
            throw new IOException(page + " has no form; is the password right?");
        }
        return found.group(1);
    }

    private HttpResponse<String> send(String path, String body) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + key)
                        .header("Prefer", "return=representation")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path));
    }

    private JsonNode read(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
