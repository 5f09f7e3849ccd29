package de.stadtkern.kernel.forecasts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Fetches files of the configured server or folder, with limits of time and size, and only when they have changed. It
 * never follows the server elsewhere.
 */
@Component
class ForecastOrigin implements DisposableBean {

    private static final int MOST_BYTES = 80_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** By what a server tells a file from an older one. */
    record Version(@Nullable String etag, @Nullable String modified) {}

    /** What came. */
    record Answer(byte[] body, Version version) {}

    /** Empty when the file is still the one of this version. */
    Optional<Answer> get(String place, Version known) throws Unreadable, InterruptedException {
        return ForecastSettings.isServer(place) ? ask(URI.create(place), known) : read(Path.of(place), known);
    }

    private static Optional<Answer> read(Path file, Version known) throws Unreadable {
        try {
            String modified = Files.getLastModifiedTime(file).toString();
            if (modified.equals(known.modified())) {
                return Optional.empty();
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new Unreadable("forecasts.error.large", file.toString());
            }
            return Optional.of(new Answer(Files.readAllBytes(file), new Version(null, modified)));
        } catch (IOException e) {
            throw new Unreadable("forecasts.error.missing", file.toString());
        }
    }

    private Optional<Answer> ask(URI address, Version known) throws Unreadable, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).header("User-Agent", "Stadtkern");
        if (known.etag() != null) {
            request.header("If-None-Match", known.etag());
        }
        if (known.modified() != null) {
            request.header("If-Modified-Since", known.modified());
        }
        CompletableFuture<HttpResponse<byte[]>> coming = http.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> answer = coming.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer.statusCode() == 304) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new Unreadable(
                        "forecasts.error.status", answer.statusCode() + " (" + address + ")", pause(answer));
            }
            return Optional.of(new Answer(
                    answer.body(),
                    new Version(
                            answer.headers().firstValue("ETag").orElse(null),
                            answer.headers().firstValue("Last-Modified").orElse(null))));
        } catch (ExecutionException | TimeoutException e) {
            coming.cancel(true);
            throw new Unreadable("forecasts.error.silent", address.toString());
        }
    }

    private static Duration pause(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
