package de.stadtkern.kernel.notifications;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import de.stadtkern.kernel.problem.PrivateAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Speaks with the push services of the makers of browsers (RFC 8030): encrypted for the browser (RFC 8291), signed by the
 * town (RFC 8292), to public addresses by https alone, never where they redirect to.
 */
@Component
class PushSender implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SECONDS_KEPT = 24 * 60 * 60;

    /* A push service that still holds one of the same topic replaces it. */
    private static final String ONE_AT_A_TIME = "inbox";

    private final PushKeys keys;
    private final NotificationSettings.Push settings;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    PushSender(PushKeys keys, NotificationSettings settings) {
        this.keys = keys;
        this.settings = settings.push();
    }

    /** What a push service said. */
    enum Answer {
        TAKEN,
        GONE
    }

    /** Whether it is an address of a push service that may be asked. */
    boolean isAllowed(String endpoint) {
        try {
            URI address = URI.create(endpoint);
            String host = address.getHost();
            boolean known = host != null
                    && address.getUserInfo() == null
                    && ("https".equals(address.getScheme())
                            || (settings.privateAddresses() && "http".equals(address.getScheme())));
            return known
                    && (settings.privateAddresses()
                            || Arrays.stream(InetAddress.getAllByName(host)).noneMatch(PrivateAddresses::contains));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false;
        }
    }

    Answer send(Browser browser, byte[] content, boolean urgent) throws Carrier.Undelivered {
        if (!isAllowed(browser.endpoint())) {
            throw new Carrier.Undelivered("address not allowed: " + browser.endpoint());
        }
        try {
            int status = http.send(request(browser, content, urgent), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 404 || status == 410) {
                return Answer.GONE;
            }
            if (status / 100 == 2) {
                return Answer.TAKEN;
            }
            throw new Carrier.Undelivered("HTTP " + status);
        } catch (IOException e) {
            throw new Carrier.Undelivered(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Carrier.Undelivered("interrupted");
        }
    }

    private HttpRequest request(Browser browser, byte[] content, boolean urgent) {
        VapidKeys pair = keys.get();
        WebPush push = new WebPush(settings.contact(), pair);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(browser.endpoint()))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        push.getBody(content, bytes(browser.publicKey()), bytes(browser.secret()))));
        push.getHeaders(
                        browser.endpoint(),
                        SECONDS_KEPT,
                        ONE_AT_A_TIME,
                        urgent ? WebPush.Urgency.High : WebPush.Urgency.Normal)
                .forEach(request::header);
        return request.build();
    }

    static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
