package de.stadtkern.kernel.observations.mqtt;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/**
 * Opens the port when the program is ready and closes it first when it ends, at the address of the HTTP interface. The
 * port that is open is the property {@code local.mqtt.port}.
 */
@Component
@EnableConfigurationProperties(MqttSettings.class)
class MqttEndpoint implements SmartLifecycle {

    private final MqttSettings settings;
    private final ServerProperties http;
    private final Reception reception;
    private final SslBundles bundles;
    private final ConfigurableEnvironment environment;
    private volatile @Nullable Listener listener;

    MqttEndpoint(
            MqttSettings settings,
            ServerProperties http,
            Reception reception,
            SslBundles bundles,
            ConfigurableEnvironment environment) {
        this.settings = settings;
        this.http = http;
        this.reception = reception;
        this.bundles = bundles;
        this.environment = environment;
    }

    @Override
    public void start() {
        if (!settings.isOffered()) {
            return;
        }
        var address = http.getAddress() == null
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(http.getAddress(), settings.port());
        Listener opened = Listener.open(address, settings.mqttConnections(), reception, tls());
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("mqtt", Map.of("local.mqtt.port", opened.port())));
        listener = opened;
    }

    private @Nullable SslContext tls() {
        if (settings.mqttTls().isEmpty()) {
            return null;
        }
        SSLContext context = bundles.getBundle(settings.mqttTls()).createSslContext();
        return new JdkSslContext(context, false, ClientAuth.NONE);
    }

    @Override
    public void stop() {
        Listener open = listener;
        if (open != null) {
            open.close();
            listener = null;
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }
}
