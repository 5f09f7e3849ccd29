package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.json.JsonMapper;

/** Road-weather stations of a running program. */
record Sensors(URI address, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** A station and its datastreams. */
    record Road(long thing, long dewPoint, long surface) {}

    Road road(String name) throws IOException, InterruptedException {
        long thing = post("Things", """
                {"name": "%s", "description": "d", "Locations": [{"name": "l", "description": "d",
                 "encodingType": "application/geo+json",
                 "location": {"type": "Point", "coordinates": [11.9, 50.3]}}]}""".formatted(name));
        return new Road(thing, datastream(thing, "dew_point_temperature"), datastream(thing, "surface_temperature"));
    }

    /** The id of the observation, which is stored once this returns. */
    long observe(long datastream, double result) throws IOException, InterruptedException {
        return post("Datastreams(%d)/Observations".formatted(datastream), "{\"result\": %s}".formatted(result));
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
