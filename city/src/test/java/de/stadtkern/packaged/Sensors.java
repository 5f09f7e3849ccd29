package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Road-weather stations and bins of a running program. */
record Sensors(URI address, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger FRAMES = new AtomicInteger();

    /** A station and its datastreams. */
    record Road(long thing, long dewPoint, long surface) {}

    Road road(String name) throws IOException, InterruptedException {
        return road(name, 11.9, 50.3);
    }

    Road road(String name, double lon, double lat) throws IOException, InterruptedException {
        long thing = post("Things", """
                {"name": "%s", "description": "d", "Locations": [{"name": "l", "description": "d",
                 "encodingType": "application/geo+json",
                 "location": {"type": "Point", "coordinates": [%s, %s]}}]}""".formatted(name, lon, lat));
        return new Road(thing, datastream(thing, "dew_point_temperature"), datastream(thing, "surface_temperature"));
    }

    /** A LoRaWAN device that looks down into a container, and says in mm how far away the waste is. */
    void bin(String devEui) throws IOException, InterruptedException {
        long thing = post("Things", """
                {"name": "Sensor %1$s", "description": "d", "properties": {"devEui": "%1$s"}}""".formatted(devEui));
        post("Things(%d)/Datastreams".formatted(thing), """
                {"name": "Abstand", "description": "d", "observationType": "OM_Measurement",
                 "properties": {"field": "distance"},
                 "unitOfMeasurement": {"name": "mm", "symbol": "mm", "definition": "https://ucum.org"},
                 "Sensor": {"name": "s", "description": "s", "encodingType": "text/plain", "metadata": "m"},
                 "ObservedProperty": {"name": "distance", "description": "d",
                  "definition": "urn:stadtkern:observed-property:distance"}}""");
    }

    /** What ChirpStack sends when the device of a container speaks. */
    void chirpstack(String devEui, int millimetres) throws IOException, InterruptedException {
        uplink("chirpstack", """
                {"deduplicationId": "%1$s", "time": "%2$s", "fCnt": %3$d, "fPort": 85, "data": "AXVc",
                 "deviceInfo": {"applicationName": "stadt", "deviceName": "milesight-em310-udl", "devEui": "%4$s"},
                 "object": {"battery": 92, "distance": %5$d, "tilt": "normal"},
                 "rxInfo": [{"gatewayId": "0016c001f10000a1", "rssi": -97, "snr": 6.5}]}""".formatted(
                        UUID.randomUUID(), Instant.now(), FRAMES.incrementAndGet(), devEui, millimetres));
    }

    /** What The Things Stack sends when the device of a container speaks. */
    void theThingsStack(String devEui, int millimetres) throws IOException, InterruptedException {
        uplink("tts", """
                {"end_device_ids": {"device_id": "tonne", "application_ids": {"application_id": "stadt"},
                  "dev_eui": "%1$s"}, "received_at": "%2$s",
                 "uplink_message": {"session_key_id": "AQIDBA==", "f_cnt": %3$d, "f_port": 85, "frm_payload": "AXVc",
                  "decoded_payload": {"battery": 92, "distance": %4$d, "tilt": "normal"},
                  "rx_metadata": [{"gateway_ids": {"gateway_id": "gw-rathaus"}, "rssi": -97, "snr": 6.5}],
                  "received_at": "%2$s"}}""".formatted(
                        devEui.toUpperCase(Locale.ROOT), Instant.now(), FRAMES.incrementAndGet(), millimetres));
    }

    private void uplink(String server, String message) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("/ingest/" + server, message);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"stored\"");
    }

    /** The id of the observation, which is stored once this returns. */
    long observe(long datastream, double result) throws IOException, InterruptedException {
        return post("Datastreams(%d)/Observations".formatted(datastream), "{\"result\": %s}".formatted(result));
    }

    /** The ids of all observations of a datastream. */
    Set<Long> stored(long datastream) throws IOException, InterruptedException {
        Set<Long> ids = new HashSet<>();
        String next = "/sensorthings/v1.1/Datastreams(%d)/Observations?$top=10000".formatted(datastream);
        while (next != null) {
            JsonNode page = JSON.readTree(get(next));
            page.path("value").forEach(one -> ids.add(one.path("@iot.id").asLong()));
            next = page.path("@iot.nextLink").asString(null);
        }
        return ids;
    }

    /** The results of all observations of a datastream. */
    List<Integer> results(long datastream) throws IOException, InterruptedException {
        List<Integer> results = new ArrayList<>();
        String next = "/sensorthings/v1.1/Datastreams(%d)/Observations?$top=10000&$select=result".formatted(datastream);
        while (next != null) {
            JsonNode page = JSON.readTree(get(next));
            page.path("value").forEach(one -> results.add(one.path("result").asInt()));
            next = page.path("@iot.nextLink").asString(null);
        }
        return results;
    }

    /** What the address answers. */
    String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private long datastream(long thing, String property) throws IOException, InterruptedException {
        return post("Things(%d)/Datastreams".formatted(thing), """
                {"name": "%1$s", "description": "d", "observationType": "OM_Measurement",
                 "unitOfMeasurement": {"name": "C", "symbol": "Cel", "definition": "https://ucum.org"},
                 "Sensor": {"name": "s", "description": "s", "encodingType": "text/plain", "metadata": "m"},
                 "ObservedProperty": {"name": "%1$s", "description": "d",
                  "definition": "http://vocab.nerc.ac.uk/standard_name/%1$s/"}}""".formatted(property));
    }

    private long post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("/sensorthings/v1.1/" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("@iot.id").asLong();
    }

    private HttpResponse<String> send(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
