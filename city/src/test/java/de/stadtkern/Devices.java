package de.stadtkern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sets up stations through the public interface, as a device would. */
@TestComponent
public class Devices {

    public static final String ROOT = "/sensorthings/v1.1/";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CF = "http://vocab.nerc.ac.uk/standard_name/";

    private final MockMvc http;
    private final String key;
    /** Each station stands by itself: what is proposed at one place for several would be merged. */
    private final AtomicInteger places = new AtomicInteger();

    Devices(MockMvc http, @Value("${stadtkern.data}") Path data) throws IOException {
        this.http = http;
        this.key = Files.readString(data.resolve("api-key")).strip();
    }

    /** A station's datastreams. */
    public record Station(long thing, long air, long humidity, long surface) {}

    public ResultActions send(String path, String body) throws Exception {
        return send(path, body, UUID.randomUUID().toString());
    }

    public ResultActions send(String path, String body, String token) throws Exception {
        return http.perform(post(ROOT + path)
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    public MockHttpServletResponse send(HttpMethod method, String path, String body) throws Exception {
        return send(method, path, body, "application/json");
    }

    /** @param path as it stands in an address, encoded */
    public MockHttpServletResponse send(HttpMethod method, String path, String body, String type) throws Exception {
        return http.perform(request(method, URI.create(ROOT + path))
                        .header("Authorization", "Bearer " + key)
                        .contentType(type)
                        .content(body))
                .andReturn()
                .getResponse();
    }

    public void delete(String path) throws Exception {
        http.perform(MockMvcRequestBuilders.delete(ROOT + path).header("Authorization", "Bearer " + key))
                .andExpect(status().isOk());
    }

    /**
     * What everybody is answered, without a key.
     *
     * @param path as it stands in an address, encoded
     */
    public MockHttpServletResponse ask(String path) throws Exception {
        return http.perform(get(URI.create(ROOT + path))).andReturn().getResponse();
    }

    /** The same, when it is no refusal. */
    public JsonNode read(String path) throws Exception {
        return json(ask(path));
    }

    public static JsonNode json(MockHttpServletResponse answer) throws Exception {
        String text = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(text).isLessThan(300);
        return JSON.readTree(text);
    }

    public long create(String path, String body) throws Exception {
        String answer = send(path, body).andReturn().getResponse().getContentAsString();
        return JSON.readTree(answer).path("@iot.id").asLong();
    }

    public Station station(String name) throws Exception {
        long thing = create("Things", """
                {"name": "%s", "description": "Station", "Locations": [{"name": "Ort", "description": "Ort",
                 "encodingType": "application/geo+json",
                 "location": {"type": "Point", "coordinates": [11.9, %s]}}]}""".formatted(name, (50_300 + places.getAndIncrement()) / 1000.0));
        return new Station(
                thing,
                datastream(thing, "air_temperature", "Cel"),
                datastream(thing, "relative_humidity", "%"),
                datastream(thing, "surface_temperature", "Cel"));
    }

    /** Sets up a LoRaWAN device that measures one thing; returns its datastream. */
    public long lorawan(String devEui, String field) throws Exception {
        long thing = create("Things", """
                {"name": "LoRaWAN %1$s", "description": "Gerät", "properties": {"devEui": "%1$s"}}""".formatted(devEui));
        return create("Things(%d)/Datastreams".formatted(thing), """
                {"name": "Wert", "description": "Wert", "properties": {"field": %s},
                 "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                 "unitOfMeasurement": {"name": "Cel", "symbol": "Cel", "definition": "https://ucum.org"},
                 "Sensor": {"name": "s", "description": "s", "encodingType": "text/plain", "metadata": "m"},
                 "ObservedProperty": {"name": "p", "definition": "urn:p", "description": "p"}}""".formatted(field));
    }

    public long datastream(long thing, String property, String unit) throws Exception {
        return datastream(thing, property, unit, "");
    }

    /** @param observations JSON objects that come with it, in the same transaction */
    public long datastream(long thing, String property, String unit, String observations) throws Exception {
        return create("Things(%d)/Datastreams".formatted(thing), """
                {"name": "%1$s", "description": "%1$s", "Observations": [%4$s],
                 "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                 "unitOfMeasurement": {"name": "%2$s", "symbol": "%2$s", "definition": "https://ucum.org"},
                 "Sensor": {"name": "s", "description": "s", "encodingType": "text/plain", "metadata": "m"},
                 "ObservedProperty": {"name": "%1$s", "definition": "%3$s%1$s/", "description": "%1$s"}}""".formatted(property, unit, CF, observations));
    }

    /** What a station sends in one message. */
    public void report(Station station, Instant time, double air, double humidity, double surface) throws Exception {
        observe(station.air(), time, air);
        observe(station.humidity(), time, humidity);
        observe(station.surface(), time, surface);
    }

    private void observe(long datastream, Instant time, double value) throws Exception {
        create(
                "Datastreams(%d)/Observations".formatted(datastream),
                "{\"phenomenonTime\": \"%s\", \"result\": %s}".formatted(time, value));
    }
}
