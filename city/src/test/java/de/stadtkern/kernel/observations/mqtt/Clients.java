package de.stadtkern.kernel.observations.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Real MQTT clients of a port. */
record Clients(int port) {

    /** A client in either version of the protocol, as far as the tests need it. */
    interface Client {

        CompletableFuture<?> publish(String topic, String payload);

        CompletableFuture<?> disconnect();
    }

    Client connect(int version, String key) {
        return version == 5 ? connect5(key) : connect3(key);
    }

    Mqtt5AsyncClient client5(String id) {
        return Mqtt5Client.builder()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildAsync();
    }

    Mqtt5AsyncClient connected5(String id, String key) {
        Mqtt5AsyncClient client = client5(id);
        client.connectWith()
                .simpleAuth()
                .username("any")
                .password(bytes(key))
                .applySimpleAuth()
                .send()
                .join();
        return client;
    }

    Mqtt3AsyncClient connected3(String id, String key) {
        Mqtt3AsyncClient client = Mqtt3Client.builder()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildAsync();
        client.connectWith()
                .simpleAuth()
                .username("any")
                .password(bytes(key))
                .applySimpleAuth()
                .send()
                .join();
        return client;
    }

    private Client connect5(String key) {
        Mqtt5AsyncClient client = connected5(UUID.randomUUID().toString(), key);
        return new Client() {
            @Override
            public CompletableFuture<?> publish(String topic, String payload) {
                return client.publishWith()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(bytes(payload))
                        .send();
            }

            @Override
            public CompletableFuture<?> disconnect() {
                return client.disconnect();
            }
        };
    }

    private Client connect3(String key) {
        Mqtt3AsyncClient client = connected3(UUID.randomUUID().toString(), key);
        return new Client() {
            @Override
            public CompletableFuture<?> publish(String topic, String payload) {
                return client.publishWith()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(bytes(payload))
                        .send();
            }

            @Override
            public CompletableFuture<?> disconnect() {
                return client.disconnect();
            }
        };
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
