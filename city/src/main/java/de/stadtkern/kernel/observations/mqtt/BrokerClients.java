package de.stadtkern.kernel.observations.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Fetches messages from the brokers that the settings name, while the program runs. */
@Component
@EnableConfigurationProperties(BrokerSettings.class)
class BrokerClients implements SmartLifecycle {

    private final BrokerSettings settings;
    private final Reception reception;
    private final SslBundles bundles;
    private final Path ownKey;
    private final List<BrokerClient> clients = new ArrayList<>();

    BrokerClients(
            BrokerSettings settings, Reception reception, SslBundles bundles, @Value("${stadtkern.data}") Path data) {
        this.settings = settings;
        this.reception = reception;
        this.bundles = bundles;
        this.ownKey = data.resolve("api-key");
    }

    @Override
    public void start() {
        for (BrokerSettings.Broker broker : settings.brokers()) {
            String key = broker.key() == null ? ownKey() : broker.key();
            BrokerClient client = new BrokerClient(broker, key, reception);
            client.connect(broker.tls() == null ? null : bundles.getBundle(broker.tls()));
            clients.add(client);
        }
    }

    private String ownKey() {
        try {
            return Files.readString(ownKey).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        clients.forEach(BrokerClient::close);
        clients.clear();
    }

    @Override
    public boolean isRunning() {
        return !clients.isEmpty();
    }
}
