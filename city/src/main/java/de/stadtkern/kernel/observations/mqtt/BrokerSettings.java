package de.stadtkern.kernel.observations.mqtt;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Brokers of others from which messages are fetched.
 *
 * @param brokers {@code stadtkern.brokers[0].url} and so on
 */
@ConfigurationProperties("stadtkern")
record BrokerSettings(@DefaultValue List<Broker> brokers) {

    /**
     * One of them.
     *
     * @param url {@code mqtt://host:port} or {@code mqtts://host:port}
     * @param topics filters of what is fetched
     * @param clientId by which the broker keeps what comes while this program is away; the same for all nodes only with
     *     a shared subscription
     * @param key the API key as whose device the messages are stored; nothing: that of this machine
     * @param tls the name of the SSL bundle whose certificates are trusted; nothing: those of Java
     */
    record Broker(
            URI url,
            List<String> topics,
            @DefaultValue("stadtkern") String clientId,
            @Nullable String user,
            @Nullable String password,
            @Nullable String key,
            @Nullable String tls) {

        private static final Set<String> SCHEMES = Set.of("mqtt", "mqtts");
        private static final int PORT = 1883;
        private static final int TLS_PORT = 8883;

        Broker {
            if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null) {
                throw new IllegalArgumentException(
                        "stadtkern.brokers[].url must be mqtt://host:port or mqtts://host:port, but is " + url);
            }
            if (topics.isEmpty()) {
                throw new IllegalArgumentException("stadtkern.brokers[].topics must name what is fetched from " + url);
            }
        }

        boolean isEncrypted() {
            return url.getScheme().equals("mqtts");
        }

        int port() {
            int usual = isEncrypted() ? TLS_PORT : PORT;
            return url.getPort() < 0 ? usual : url.getPort();
        }
    }
}
