package de.stadtkern.bench.winter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A running Stadtkern as stations and those who watch it reach it. */
final class Town {

    private static final String ROOT = "/sensorthings/v1.1/";
    private static final String CF = "http://vocab.nerc.ac.uk/standard_name/";
    private static final Pattern ID = Pattern.compile("\\((\\d+)\\)$");
    private static final Pattern WAITING = Pattern.compile("(?m)^stadtkern_outbox_events\\S* (\\S+)$");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final @Nullable String figuresKey;

    Town(URI url, @Nullable String figuresKey) {
        this.url = url;
        this.figuresKey = figuresKey;
    }

    /** A station's key and datastreams: air, humidity, surface, precipitation. */
    record Station(String key, List<Long> datastreams) {}

    Station station(String key, int number) throws IOException, InterruptedException {
        long thing = create(
                key,
                "Things",
                String.format(Locale.ROOT, """
                    {"name": "bench winter %1$d", "description": "bench", "Locations": [{"name": "place", "description": "place",
                     "encodingType": "application/geo+json",
                     "location": {"type": "Point", "coordinates": [%2$.4f, %3$.4f]}}]}\
                    """, number, 11.7 + number % 12 * 0.03, 50.2 + number / 12 * 0.02));
        List<Long> datastreams = new ArrayList<>();
        datastreams.add(datastream(key, thing, CF + "air_temperature/", "Cel"));
        datastreams.add(datastream(key, thing, CF + "relative_humidity/", "%"));
        datastreams.add(datastream(key, thing, CF + "surface_temperature/", "Cel"));
        datastreams.add(datastream(key, thing, "urn:stadtkern:observed-property:precipitation-present", "1"));
        return new Station(key, datastreams);
    }

    private long datastream(String key, long thing, String property, String unit)
            throws IOException, InterruptedException {
        return create(key, "Things(%d)/Datastreams".formatted(thing), """
            {"name": "%1$s", "description": "bench",
             "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
             "unitOfMeasurement": {"name": "%2$s", "symbol": "%2$s", "definition": "https://ucum.org"},
             "Sensor": {"name": "bench", "description": "bench", "encodingType": "text/plain", "metadata": "bench"},
             "ObservedProperty": {"name": "%1$s", "definition": "%1$s", "description": "bench"}}\
            """.formatted(property, unit));
    }

    private long create(String key, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(key, path, body);
        Matcher id = ID.matcher(answer.headers().firstValue("Location").orElse(""));
        if (answer.statusCode() != 201 || !id.find()) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return Long.parseLong(id.group(1));
    }

    /** Whether the message was stored. */
    boolean send(Station station, Instant at, WinterDay weather) throws IOException, InterruptedException {
        double[] values = {weather.air(), weather.humidity(), weather.surface(), weather.precipitation()};
        List<String> parts = new ArrayList<>();
        for (int n = 0; n < values.length; n++) {
            parts.add("""
                {"Datastream": {"@iot.id": %d}, "components": ["phenomenonTime", "result"],
                 "dataArray": [["%s", %s]]}\
                """.formatted(station.datastreams().get(n), at, values[n]));
        }
        HttpResponse<String> answer = post(station.key(), "CreateObservations", "[" + String.join(",", parts) + "]");
        return answer.statusCode() == 201 && !answer.body().contains("error");
    }

    /** How many events wait for a listener. */
    double waiting() throws IOException, InterruptedException {
        String figures = http.send(
                        HttpRequest.newBuilder(url.resolve("/actuator/prometheus"))
                                .header("Authorization", "Bearer " + figuresKey)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher waiting = WAITING.matcher(figures);
        return waiting.find() ? Double.parseDouble(waiting.group(1)) : Double.NaN;
    }

    private HttpResponse<String> post(String key, String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url.resolve(ROOT + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
