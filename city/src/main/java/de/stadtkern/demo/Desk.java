package de.stadtkern.demo;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The pages of a running Stadtkern as a person at a browser uses them: signs in, fills in forms and sends them. */
final class Desk {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String SIGN_IN = "/sign-in";
    private static final int REDIRECTED = 302;
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI address;

    Desk(URI address) {
        this.address = address;
    }

    void signIn(String login, String password) {
        send(SIGN_IN, Map.of("username", login, "password", password));
    }

    /** The content of a page. */
    String read(String path) {
        HttpResponse<String> answer = answer(HttpRequest.newBuilder(address.resolve(path)));
        if (answer.statusCode() != OK) {
            throw new TownRefusal(address.resolve(path), answer.statusCode(), "");
        }
        return answer.body();
    }

    /** The numbers on a page that the group of the pattern holds, each once. */
    List<Long> numbers(String path, String pattern) {
        return texts(path, pattern).stream().map(Long::valueOf).toList();
    }

    /** What the group of the pattern holds on a page, each once. */
    List<String> texts(String path, String pattern) {
        return Pattern.compile(pattern)
                .matcher(read(path))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** Sends the form of a page; returns the address to which it leads. */
    String send(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", token());
        String body = all.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        return done(path, "application/x-www-form-urlencoded", body);
    }

    /** Sends a form with a text file in one of its fields. */
    void upload(String path, String file, String content, Map<String, String> fields) {
        String mark = "mark-" + UUID.randomUUID();
        Map<String, String> parts = new LinkedHashMap<>();
        fields.forEach((name, value) -> parts.put("\"" + name + "\"", value));
        parts.put("\"_csrf\"", token());
        parts.put("\"%s\"; filename=\"%s.csv\"".formatted(file, file), content);
        String body = parts.entrySet().stream()
                .map(part -> "--" + mark + "\r\nContent-Disposition: form-data; name=" + part.getKey() + "\r\n\r\n"
                        + part.getValue() + "\r\n")
                .collect(Collectors.joining("", "", "--" + mark + "--\r\n"));
        done(path, "multipart/form-data; boundary=" + mark, body);
    }

    private String done(String path, String type, String body) {
        HttpResponse<String> answer = answer(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", type)
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(body)));
        String then = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != REDIRECTED || then.contains(SIGN_IN)) {
            throw new TownRefusal(address.resolve(path), answer.statusCode(), "");
        }
        return then;
    }

    /** Against forged requests; every page with a form has it. */
    private String token() {
        var found = TOKEN.matcher(read(SIGN_IN));
        if (!found.find()) {
            throw new TownRefusal(address.resolve(SIGN_IN), OK, "no form");
        }
        return found.group(1);
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new TownRefusal(address, 0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
