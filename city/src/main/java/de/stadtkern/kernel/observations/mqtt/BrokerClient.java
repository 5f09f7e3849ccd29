package de.stadtkern.kernel.observations.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import de.stadtkern.kernel.observations.mqtt.BrokerSettings.Broker;
import de.stadtkern.kernel.observations.mqtt.Reception.Outcome;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;

/**
 * A client of somebody else's broker. It acknowledges a message after the commit, so that the broker keeps the others
 * for it; it connects again by itself and goes on where it was. What breaks a rule is told in the log and acknowledged:
 * it would come again for ever.
 */
final class BrokerClient implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BrokerClient.class);
    private static final int SECONDS_UNTIL_NEXT_TRY = 5;
    private static final Duration KEPT_BY_THE_BROKER = Duration.ofDays(1);

    private final Broker broker;
    private final String key;
    private final Reception reception;
    private final ExecutorService inOrder =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("broker").factory());
    private @Nullable Mqtt5AsyncClient client;
    private volatile boolean subscribed;

    BrokerClient(Broker broker, String key, Reception reception) {
        this.broker = broker;
        this.key = key;
        this.reception = reception;
    }

    /** Does not wait: the broker may be away for now. */
    void connect(@Nullable SslBundle trusted) {
        Mqtt5ClientBuilder builder = Mqtt5Client.builder()
                .identifier(broker.clientId())
                .serverHost(broker.url().getHost())
                .serverPort(broker.port())
                .automaticReconnectWithDefaultConfig()
                .addConnectedListener(connected -> subscribe())
                .addDisconnectedListener(lost -> log.warn(
                        "The broker {} is not connected: {}",
                        broker.url(),
                        lost.getCause().getMessage()));
        if (broker.isEncrypted()) {
            builder = builder.sslConfig(MqttClientSslConfig.builder()
                    .trustManagerFactory(
                            trusted == null ? null : trusted.getManagers().getTrustManagerFactory())
                    .build());
        }
        Mqtt5AsyncClient made = builder.buildAsync();
        client = made;
        made.publishes(MqttGlobalPublishFilter.ALL, this::receive, inOrder, true);
        var connect = made.connectWith().cleanStart(false).sessionExpiryInterval(KEPT_BY_THE_BROKER.toSeconds());
        if (broker.user() != null) {
            connect = connect.simpleAuth()
                    .username(broker.user())
                    .password(String.valueOf(broker.password()).getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        var _ = connect.send();
    }

    boolean isSubscribed() {
        return subscribed;
    }

    private void subscribe() {
        for (String topic : broker.topics()) {
            var _ = getClient()
                    .subscribeWith()
                    .topicFilter(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send()
                    .whenComplete((granted, failure) -> {
                        if (failure == null) {
                            subscribed = true;
                            log.info("{} is fetched from the broker {}", topic, broker.url());
                        } else {
                            log.error("{} cannot be fetched from the broker {}", topic, broker.url(), failure);
                        }
                    });
        }
    }

    private Mqtt5AsyncClient getClient() {
        if (client == null) {
            throw new IllegalStateException("not connected");
        }
        return client;
    }

    private void receive(Mqtt5Publish publish) {
        Message message = new Message(publish.getTopic().toString(), publish.getPayloadAsBytes());
        try {
            reception.store(key, message).committed().whenComplete((stored, failure) -> settle(publish, failure));
        } catch (RuntimeException failure) {
            settle(publish, failure);
        }
    }

    private void settle(Mqtt5Publish publish, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause == null) {
            reception.count(Outcome.STORED, 1);
            publish.acknowledge();
        } else if (cause instanceof Refusal refusal) {
            reception.count(Outcome.REFUSED, 1);
            log.warn(
                    "A message of the broker {} on {} was refused: {}",
                    broker.url(),
                    Printable.of(publish.getTopic().toString()),
                    Printable.of(reception.reason(refusal)));
            publish.acknowledge();
        } else {
            reception.count(Outcome.FAILED, 1);
            log.error("A message of the broker {} could not be stored and is tried again", broker.url(), cause);
            CompletableFuture.delayedExecutor(SECONDS_UNTIL_NEXT_TRY, TimeUnit.SECONDS, inOrder)
                    .execute(() -> receive(publish));
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.disconnectWith()
                    .sessionExpiryInterval(KEPT_BY_THE_BROKER.toSeconds())
                    .send()
                    .exceptionally(gone -> null)
                    .join();
        }
        inOrder.shutdown();
    }
}
