package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.observations.mqtt.Terms.Denial;
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
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import io.netty.handler.codec.mqtt.MqttReasonCodes.SubAck;
import io.netty.handler.codec.mqtt.MqttReasonCodes.UnsubAck;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.Collections;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;

/** What the program says to one client, in the client's version of the protocol. */
final class Replies {

    private static final int LONGEST_REASON = 500;

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

    /** Runs it after everything that was said before; on the connection's event loop. */
    void inOrder(Consumer<Channel> saying) {
        channel.eventLoop().execute(() -> saying.accept(channel));
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
                .maximumQos((byte) 1)
                .retainAvailable(false)
                .maximumPacketSize(Terms.LARGEST_PACKET)
                .topicAliasMaximum(0)
                .wildcardSubscriptionAvailable(false)
                .subscriptionIdentifiersAvailable(false)
                .sharedSubscriptionAvailable(false);
        if (terms.isClientIdAssigned()) {
            offer.assignedClientId(terms.clientId());
        }
        return offer.build();
    }

    /** Is not sent before the next flush. */
    void acknowledge(Publication publication) {
        channel.write(MqttMessageBuilders.pubAck()
                .packetId(publication.packetId())
                .reasonCode(PubAck.SUCCESS.byteValue())
                .build());
    }

    /** Version 5 only. */
    void refuse(Publication publication, HttpStatus status, String reason) {
        channel.writeAndFlush(MqttMessageBuilders.pubAck()
                .packetId(publication.packetId())
                .reasonCode(code(status).byteValue())
                .properties(reason(reason))
                .build());
    }

    private static PubAck code(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> PubAck.PAYLOAD_FORMAT_INVALID;
            case NOT_FOUND -> PubAck.TOPIC_NAME_INVALID;
            case UNAUTHORIZED, FORBIDDEN -> PubAck.NOT_AUTHORIZED;
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

    void refuseSubscription(MqttSubscribeMessage subscribe) {
        SubAck code = version5 ? SubAck.IMPLEMENTATION_SPECIFIC_ERROR : SubAck.UNSPECIFIED_ERROR;
        int filters = subscribe.payload().topicSubscriptions().size();
        channel.writeAndFlush(new MqttSubAckMessage(
                header(MqttMessageType.SUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(
                        subscribe.variableHeader().messageId(), reason("Subscriptions are not offered yet")),
                new MqttSubAckPayload(Collections.nCopies(filters, code).toArray(SubAck[]::new))));
    }

    void unsubscribed(MqttUnsubscribeMessage unsubscribe) {
        short code = UnsubAck.NO_SUBSCRIPTION_EXISTED.byteValue();
        int filters = unsubscribe.payload().topics().size();
        channel.writeAndFlush(new MqttUnsubAckMessage(
                header(MqttMessageType.UNSUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(
                        unsubscribe.variableHeader().messageId(), MqttProperties.NO_PROPERTIES),
                new MqttUnsubAckPayload(Collections.nCopies(filters, code))));
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }

    void pong() {
        channel.writeAndFlush(MqttMessage.PINGRESP);
    }

    /** Says why, when the client's version has words for it, and closes. */
    void end(Disconnect reason) {
        channel.config().setAutoRead(false);
        if (version5) {
            channel.writeAndFlush(MqttMessageBuilders.disconnect()
                            .reasonCode(reason.byteValue())
                            .build())
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.close();
        }
    }
}
