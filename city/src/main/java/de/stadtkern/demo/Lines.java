package de.stadtkern.demo;

import de.stadtkern.demo.devices.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** The lines on which the devices reach the town: HTTP, and MQTT where the town offers it. */
final class Lines {

    private static final long PATIENCE_MILLIS = 60_000;
    private static final int AT_LEAST_ONCE = 1;
    private static final int MOST_UNCONFIRMED = 100;

    private final Town town;
    private final @Nullable MqttAsyncClient mqtt;

    /**
     * Opens them.
     *
     * @param mqttPort null when the town offers no MQTT: devices that speak it are silent then
     */
    Lines(Town town, @Nullable String mqttPort, String apiKey) throws MqttException {
        this.town = town;
        this.mqtt = mqttPort == null ? null : connect("tcp://127.0.0.1:" + mqttPort, apiKey);
    }

    private static MqttAsyncClient connect(String address, String apiKey) throws MqttException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName("simulated-town");
        options.setPassword(apiKey.toCharArray());
        options.setAutomaticReconnect(true);
        options.setMaxInflight(MOST_UNCONFIRMED);
        MqttAsyncClient client = new MqttAsyncClient(address, "simulated-town", new MemoryPersistence());
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        return client;
    }

    /** Sends what a device says, and returns when the town has confirmed that it is stored. */
    void send(List<Message> messages) throws MqttException {
        List<IMqttToken> unconfirmed = new ArrayList<>();
        for (Message message : messages) {
            if (!message.mqtt()) {
                town.send(message.address(), message.body(), message.token());
            } else if (mqtt != null) {
                byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
                unconfirmed.add(mqtt.publish(message.address(), body, AT_LEAST_ONCE, false));
            }
        }
        for (IMqttToken token : unconfirmed) {
            token.waitForCompletion(PATIENCE_MILLIS);
        }
    }
}
