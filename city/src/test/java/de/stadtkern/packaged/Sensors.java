package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Road-weather stations of a running program. */
record Sensors(URI address, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

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
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(address.resolve("/sensorthings/v1.1/" + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("@iot.id").asLong();
    }
}
