package de.stadtkern.bench.tracks;

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
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running Stadtkern as telematics and an officer reach it. */
final class Town {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "bench-boundary";

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    /** Telematics have no cookies. */
    private final HttpClient telematics = HttpClient.newHttpClient();

    private final URI url;
    private final String key;

    Town(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    void signIn(String login, String password) throws IOException, InterruptedException {
        form("/sign-in", "username=" + encoded(login) + "&password=" + encoded(password));
    }

    /** Vehicles with the telematics keys bench-0, bench-1 …; those that are there already stay. */
    void vehicles(int count) throws IOException, InterruptedException {
        form("/fleet/depots", "name=bench&place=" + encoded("50.31, 11.91"));
        StringBuilder csv = new StringBuilder("name;kind;depot;telematicsKey\n");
        for (int n = 0; n < count; n++) {
            csv.append("bench %1$d;SPREADER;bench;bench-%1$d%n".formatted(n));
        }
        String body = part("_csrf", "", token("/fleet")) + part("file", "; filename=\"fleet.csv\"", csv.toString())
                + "--" + BOUNDARY + "--\r\n";
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(url.resolve("/fleet/import"))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 302) {
            throw new IOException("the vehicles were answered with " + answer.statusCode());
        }
    }

    /** Whether the position was stored. */
    boolean send(int vehicle, Instant at, int step) throws IOException, InterruptedException {
        String body = String.format(
                Locale.ROOT,
                "{\"time\":\"%s\",\"lon\":%.6f,\"lat\":%.6f,\"speedKmh\":28.5,\"headingDegrees\":90,\"mode\":\"SPREAD\","
                        + "\"doseGramsPerSquareMetre\":15,\"widthMetres\":5,\"counterMetres\":%d}",
                at,
                11.9 + 0.0001 * (step % 500),
                50.3 + 0.0002 * vehicle,
                8 * step);
        return telematics
                        .send(
                                HttpRequest.newBuilder(url.resolve("/tracks/api/vehicles/bench-" + vehicle + "/fixes"))
                                        .header("Authorization", "Bearer " + key)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(body))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    /** Whether the page came. */
    boolean read(String page) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url.resolve(page)).build(), BodyHandlers.ofString())
                        .statusCode()
                == 200;
    }

    private void form(String path, String fields) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields + "&_csrf=" + encoded(token(path))))
                        .build(),
                BodyHandlers.discarding());
    }

    private String token(String page) throws IOException, InterruptedException {
        Matcher found = TOKEN.matcher(
                http.send(HttpRequest.newBuilder(url.resolve(page)).build(), BodyHandlers.ofString())
                        .body());
        if (!found.find()) {
            throw new IOException(page + " has no form; is the password right?");
        }
        return found.group(1);
    }

    private static String part(String name, String more, String content) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, name, more, content);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
