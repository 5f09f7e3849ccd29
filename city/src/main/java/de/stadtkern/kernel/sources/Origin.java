package de.stadtkern.kernel.sources;

import de.stadtkern.kernel.problem.PrivateAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the servers of others: only where they may stand, with limits of time and size, never where they redirect to. */
@Component
@EnableConfigurationProperties(SourcesSettings.class)
class Origin implements DisposableBean {

    private static final int MOST_BYTES = 10_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SourcesSettings settings;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Origin(SourcesSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /** Why a server gave nothing that can be used: a text key with its detail, and how long it wants to be left alone. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        final String key;
        final String detail;
        final Duration pause;

        Unusable(String key, String detail, Duration pause) {
            super(key + " " + detail);
            this.key = key;
            this.detail = detail;
            this.pause = pause;
        }

        Unusable(String key, String detail) {
            this(key, detail, Duration.ZERO);
        }
    }

    JsonNode get(Source source, URI address) throws Unusable, InterruptedException {
        requireAllowed(source, address);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("User-Agent", "Stadtkern");
        if (source.credentials() != null) {
            request.header("Authorization", source.credentials());
        }
        CompletableFuture<HttpResponse<byte[]>> coming = http.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> answer = coming.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer.statusCode() != 200) {
                throw new Unusable("sources.error.status", Integer.toString(answer.statusCode()), pause(answer));
            }
            return json.readTree(answer.body());
        } catch (ExecutionException | TimeoutException e) {
            coming.cancel(true);
            throw new Unusable("sources.error.silent", address.getHost());
        } catch (JacksonException e) {
            throw new Unusable("sources.error.unreadable", address.getHost());
        }
    }

    private static Duration pause(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    /** On the same server as the source, at an address that may be asked. */
    private void requireAllowed(Source source, URI address) throws Unusable {
        URI root = URI.create(source.url());
        if (address.getHost() == null
                || !root.getScheme().equalsIgnoreCase(address.getScheme())
                || !root.getHost().equalsIgnoreCase(address.getHost())
                || root.getPort() != address.getPort()) {
            throw new Unusable("sources.error.elsewhere", String.valueOf(address.getHost()));
        }
        try {
            for (InetAddress one : InetAddress.getAllByName(address.getHost())) {
                if (!settings.privateAddresses() && PrivateAddresses.contains(one)) {
                    throw new Unusable("sources.error.private", address.getHost());
                }
            }
        } catch (UnknownHostException e) {
            throw new Unusable("sources.error.silent", address.getHost());
        }
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
