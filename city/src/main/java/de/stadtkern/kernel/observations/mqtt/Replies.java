package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.observations.mqtt.Terms.Denial;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageBuilders.ConnAckPropertiesBuilder;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import io.netty.handler.codec.mqtt.MqttReasonCodes.SubAck;
import io.netty.handler.codec.mqtt.MqttReasonCodes.UnsubAck;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;

/** What the program says to one client, in the client's version of the protocol. */
final class Replies {

    private static final int LONGEST_REASON = 500;
    private static final int SECONDS_TO_READ_WHY = 20;

    private final Channel channel;
    private final boolean version5;
    private final boolean withReasons;

    Replies(Channel channel, Terms terms) {
        this.channel = channel;
        this.version5 = terms.isVersion5();
        this.withReasons = terms.wantsReasons();
    }

    /** Says why the connection is not accepted, and closes. */
    void deny(Denial denial) {
        channel.writeAndFlush(MqttMessageBuilders.connAck()
                        .returnCode(denial.code())
                        .properties(reason(denial.reason()))
                        .build())
                .addListener(ChannelFutureListener.CLOSE);
    }

    void accept(Terms terms) {
        channel.writeAndFlush(MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .properties(offer(terms))
                .build());
    }

    private static MqttProperties offer(Terms terms) {
        ConnAckPropertiesBuilder offer = new ConnAckPropertiesBuilder()
                .sessionExpiryInterval(0)
                .receiveMaximum(Terms.IN_FLIGHT)
                .retainAvailable(false)
                .maximumPacketSize(Terms.LARGEST_PACKET)
                .topicAliasMaximum(0)
                .wildcardSubscriptionAvailable(true)
                .subscriptionIdentifiersAvailable(false)
                .sharedSubscriptionAvailable(false);
        if (terms.isClientIdAssigned()) {
            offer.assignedClientId(terms.clientId());
        }
        return offer.build();
    }

    /** Is not sent before the next flush. */
    void acknowledge(Publication publication) {
        answer(publication, PubAck.SUCCESS, MqttProperties.NO_PROPERTIES);
    }

    /** Version 5 only. Is not sent before the next flush. */
    void refuse(Publication publication, HttpStatus status, String reason) {
        answer(publication, code(status), reason(reason));
    }

    private void answer(Publication publication, PubAck code, MqttProperties properties) {
        MqttMessageType type =
                publication.qos() == MqttQoS.EXACTLY_ONCE ? MqttMessageType.PUBREC : MqttMessageType.PUBACK;
        channel.write(reply(type, publication.packetId(), code, properties));
    }

    /** To a PUBLISH of QoS 2 that came again. */
    void receivedBefore(int packetId) {
        channel.writeAndFlush(reply(MqttMessageType.PUBREC, packetId, PubAck.SUCCESS, MqttProperties.NO_PROPERTIES));
    }

    /** To PUBREL. */
    void complete(int packetId) {
        channel.writeAndFlush(reply(MqttMessageType.PUBCOMP, packetId, PubAck.SUCCESS, MqttProperties.NO_PROPERTIES));
    }

    /** PUBREC has the codes of PUBACK. */
    private static MqttMessage reply(MqttMessageType type, int packetId, PubAck code, MqttProperties properties) {
        return new MqttMessage(
                header(type), new MqttPubReplyMessageVariableHeader(packetId, code.byteValue(), properties));
    }

    private static PubAck code(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> PubAck.PAYLOAD_FORMAT_INVALID;
            case NOT_FOUND -> PubAck.TOPIC_NAME_INVALID;
            case UNAUTHORIZED, FORBIDDEN -> PubAck.NOT_AUTHORIZED;
            case SERVICE_UNAVAILABLE -> PubAck.QUOTA_EXCEEDED;
            default -> PubAck.IMPLEMENTATION_SPECIFIC_ERROR;
        };
    }

    private MqttProperties reason(String reason) {
        if (!withReasons) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttProperties properties = new MqttProperties();
        properties.add(new StringProperty(
                MqttProperties.REASON_STRING, reason.substring(0, Math.min(LONGEST_REASON, reason.length()))));
        return properties;
    }

    /**
     * To SUBSCRIBE.
     *
     * @param reason why one of them was refused; empty when none was
     */
    void subscribed(int packetId, List<SubAck> codes, String reason) {
        SubAck[] said = codes.stream()
                .map(code -> version5 || code.byteValue() >= 0 ? code : SubAck.UNSPECIFIED_ERROR)
                .toArray(SubAck[]::new);
        channel.writeAndFlush(new MqttSubAckMessage(
                header(MqttMessageType.SUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(
                        packetId, reason.isEmpty() ? MqttProperties.NO_PROPERTIES : reason(reason)),
                new MqttSubAckPayload(said)));
    }

    void unsubscribed(int packetId, List<UnsubAck> codes) {
        channel.writeAndFlush(new MqttUnsubAckMessage(
                header(MqttMessageType.UNSUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttUnsubAckPayload(codes.stream()
                        .map(code -> (short) (code.byteValue() & 0xff))
                        .toList())));
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }

    void pong() {
        channel.writeAndFlush(MqttMessage.PINGRESP);
    }

    void end(Disconnect code) {
        end(code, "");
    }

    /**
     * Says what is still to be said, then why, when the client's version has words for it, and closes: at the latest
     * after a while, should the client not read it.
     */
    void end(Disconnect code, String reason) {
        channel.config().setAutoRead(false);
        channel.writeAndFlush(version5 ? farewell(code, reason) : Unpooled.EMPTY_BUFFER)
                .addListener(ChannelFutureListener.CLOSE);
        channel.eventLoop().schedule(() -> channel.close(), SECONDS_TO_READ_WHY, TimeUnit.SECONDS);
    }

    private MqttMessage farewell(Disconnect code, String reason) {
        return MqttMessageBuilders.disconnect()
                .reasonCode(code.byteValue())
                .properties(reason.isEmpty() ? MqttProperties.NO_PROPERTIES : reason(reason))
                .build();
    }
}
