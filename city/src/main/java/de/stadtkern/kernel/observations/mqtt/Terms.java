package de.stadtkern.kernel.observations.mqtt;

import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_IMPLEMENTATION_SPECIFIC;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_QUOTA_EXCEEDED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** What a client asks for in its CONNECT. */
final class Terms {

    /** In bytes. */
    static final int LARGEST_PACKET = 256 * 1024;

    /** How many messages of a connection are on their way into the database before no more are read. */
    static final int IN_FLIGHT = 1_000;

    /** And how many bytes. */
    static final int BYTES_IN_FLIGHT = 4 * 1024 * 1024;

    static final int LARGEST_PACKET_ID = 65_535;

    private final MqttConnectMessage connect;
    private final String clientId;

    /** Why a connection is not accepted. */
    record Denial(MqttConnectReturnCode code, String reason) {

        static final Denial VERSION =
                new Denial(CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION, "only MQTT 3.1.1 and 5 are offered");
    }

    Terms(MqttConnectMessage connect) {
        this.connect = connect;
        String own = connect.payload().clientIdentifier();
        this.clientId = own.isEmpty() ? UUID.randomUUID().toString() : own;
    }

    boolean isVersion5() {
        return connect.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
    }

    /** The client's own, or one that is made up for it. */
    String clientId() {
        return clientId;
    }

    boolean isClientIdAssigned() {
        return connect.payload().clientIdentifier().isEmpty();
    }

    String key() {
        byte[] password = connect.payload().passwordInBytes();
        return password == null ? "" : new String(password, StandardCharsets.UTF_8).strip();
    }

    /** After how many seconds of silence the connection is closed; 0: never. */
    int patience() {
        return connect.variableHeader().keepAliveTimeSeconds() * 3 / 2;
    }

    /** How many messages that it must answer the client takes at a time. */
    int receiveMaximum() {
        return number(MqttProperties.RECEIVE_MAXIMUM, LARGEST_PACKET_ID);
    }

    /** The most bytes of a packet that the client takes. */
    int largestPacket() {
        return number(MqttProperties.MAXIMUM_PACKET_SIZE, Integer.MAX_VALUE);
    }

    private int number(int property, int unlessGiven) {
        MqttProperty<?> given = connect.variableHeader().properties().getProperty(property);
        return given != null && given.value() instanceof Integer number ? number : unlessGiven;
    }

    /** Whether the client takes a text that says why; one that counts its bytes is spared. */
    boolean wantsReasons() {
        MqttProperties properties = connect.variableHeader().properties();
        MqttProperty<?> wish = properties.getProperty(MqttProperties.REQUEST_PROBLEM_INFORMATION);
        return isVersion5()
                && properties.getProperty(MqttProperties.MAXIMUM_PACKET_SIZE) == null
                && (wish == null || !wish.value().equals(0));
    }

    /** Why these terms cannot be accepted, whoever asks. */
    Optional<Denial> findDenial() {
        var header = connect.variableHeader();
        if (header.version() < MqttVersion.MQTT_3_1_1.protocolLevel()) {
            return Optional.of(Denial.VERSION);
        }
        if (header.isWillFlag()) {
            return Optional.of(new Denial(
                    isVersion5() ? CONNECTION_REFUSED_IMPLEMENTATION_SPECIFIC : CONNECTION_REFUSED_NOT_AUTHORIZED,
                    "wills are not offered"));
        }
        if (header.properties().getProperty(MqttProperties.AUTHENTICATION_METHOD) != null) {
            return Optional.of(new Denial(
                    CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD, "sign in with an API key as password instead"));
        }
        return isClientIdAssigned() && !isVersion5() && !header.isCleanSession()
                ? Optional.of(new Denial(
                        CONNECTION_REFUSED_IDENTIFIER_REJECTED, "without a client id the session must be clean"))
                : Optional.empty();
    }

    Denial wrongKey() {
        return new Denial(
                isVersion5()
                        ? CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
                        : CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
                "the password is not a valid API key");
    }

    Denial tooMany() {
        return new Denial(
                isVersion5() ? CONNECTION_REFUSED_QUOTA_EXCEEDED : CONNECTION_REFUSED_SERVER_UNAVAILABLE,
                "too many are connected without an API key, all in all or from this address");
    }

    Denial unavailable() {
        return new Denial(
                isVersion5() ? CONNECTION_REFUSED_SERVER_UNAVAILABLE_5 : CONNECTION_REFUSED_SERVER_UNAVAILABLE,
                "the API key cannot be checked at the moment");
    }
}
