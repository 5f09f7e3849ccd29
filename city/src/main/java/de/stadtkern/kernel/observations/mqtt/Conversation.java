package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.problem.Refusal;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection whose CONNECT was accepted. Reads no further while many of its messages wait for the database. */
final class Conversation extends SimpleChannelInboundHandler<MqttMessage> implements Deliveries.Sender {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);

    private final Terms terms;
    private final Replies replies;
    private final Reception reception;
    private final Deliveries deliveries;

    Conversation(Terms terms, Replies replies, Reception reception, Executor workers) {
        this.terms = terms;
        this.replies = replies;
        this.reception = reception;
        this.deliveries = new Deliveries(terms.key(), reception, workers, this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        if (message.decoderResult().isFailure()) {
            boolean large = message.decoderResult().cause() instanceof TooLongFrameException;
            end(large ? Disconnect.PACKET_TOO_LARGE : Disconnect.MALFORMED_PACKET);
            return;
        }
        switch (message) {
            case MqttPublishMessage publish ->
                findObjection(publish).ifPresentOrElse(this::end, () -> receive(context.channel(), publish));
            case MqttSubscribeMessage subscribe -> replies.refuseSubscription(subscribe);
            case MqttUnsubscribeMessage unsubscribe -> replies.unsubscribed(unsubscribe);
            default -> control(context, message);
        }
    }

    private void control(ChannelHandlerContext context, MqttMessage message) {
        switch (message.fixedHeader().messageType()) {
            case PINGREQ -> replies.pong();
            case DISCONNECT -> context.close();
            default -> end(Disconnect.PROTOCOL_ERROR);
        }
    }

    /** What CONNACK has said is not offered; version 3.1.1 has no word for it and is only held to what it means. */
    private Optional<Disconnect> findObjection(MqttPublishMessage publish) {
        if (publish.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE) {
            return Optional.of(Disconnect.QOS_NOT_SUPPORTED);
        }
        if (terms.isVersion5() && publish.fixedHeader().isRetain()) {
            return Optional.of(Disconnect.RETAIN_NOT_SUPPORTED);
        }
        return publish.variableHeader().properties().getProperty(MqttProperties.TOPIC_ALIAS) == null
                ? Optional.empty()
                : Optional.of(Disconnect.TOPIC_ALIAS_INVALID);
    }

    private void receive(Channel channel, MqttPublishMessage publish) {
        var message = new Message(publish.variableHeader().topicName(), ByteBufUtil.getBytes(publish.payload()));
        boolean wantsAnswer = publish.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE;
        deliveries.add(
                new Publication(message, wantsAnswer ? publish.variableHeader().packetId() : 0));
        adjustReading(channel);
    }

    private void adjustReading(Channel channel) {
        channel.config().setAutoRead(deliveries.inFlight() < Terms.IN_FLIGHT && channel.isWritable());
    }

    @Override
    public void stored(List<Publication> publications) {
        replies.inOrder(channel -> {
            publications.stream().filter(Publication::wantsAnswer).forEach(replies::acknowledge);
            channel.flush();
            adjustReading(channel);
        });
    }

    @Override
    public boolean refused(Publication publication, Refusal refusal) {
        String reason = reception.reason(refusal);
        if (terms.isVersion5() && publication.wantsAnswer()) {
            replies.inOrder(channel -> {
                replies.refuse(publication, refusal.status(), reason);
                adjustReading(channel);
            });
            return true;
        }
        log.warn(
                "A message of the MQTT client {} on {} was refused: {}",
                Printable.of(terms.clientId()),
                Printable.of(publication.message().topic()),
                Printable.of(reason));
        replies.inOrder(
                publication.wantsAnswer() ? channel -> replies.end(Disconnect.UNSPECIFIED_ERROR) : this::adjustReading);
        return !publication.wantsAnswer();
    }

    @Override
    public void failed(RuntimeException failure) {
        log.error("Messages of the MQTT client {} could not be stored", Printable.of(terms.clientId()), failure);
        replies.end(Disconnect.UNSPECIFIED_ERROR);
    }

    private void end(Disconnect reason) {
        log.warn("The connection of the MQTT client {} is closed: {}", Printable.of(terms.clientId()), reason);
        replies.end(reason);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        adjustReading(context.channel());
    }

    /** While nothing is read the silence is ours. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && context.channel().config().isAutoRead()) {
            replies.end(Disconnect.KEEP_ALIVE_TIMEOUT);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("The connection of the MQTT client {} broke", Printable.of(terms.clientId()), cause);
        context.close();
    }
}
