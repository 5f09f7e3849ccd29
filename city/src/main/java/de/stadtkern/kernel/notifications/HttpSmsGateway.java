package de.stadtkern.kernel.notifications;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway that takes a POST with {@code {"to": …, "text": …}} and a bearer token, and answers 2xx when it has taken the
 * text. Other gateways need a translation before them, or another {@link SmsGateway}.
 */
@Component
class HttpSmsGateway implements SmsGateway, DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NotificationSettings.Sms settings;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpSmsGateway(NotificationSettings settings, JsonMapper json) {
        this.settings = settings.sms();
        this.json = json;
    }

    @Override
    public boolean isSetUp() {
        return settings.url() != null;
    }

    @Override
    public void send(String number, String text) throws Carrier.Undelivered {
        URI url = settings.url();
        if (url == null) {
            throw new Carrier.Undelivered("no gateway");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("to", number, "text", text))));
        if (settings.key() != null) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new Carrier.Undelivered("HTTP " + status);
            }
        } catch (IOException e) {
            throw new Carrier.Undelivered(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Carrier.Undelivered("interrupted");
        }
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
