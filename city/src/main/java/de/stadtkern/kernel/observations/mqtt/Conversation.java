package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.observations.mqtt.Reception.Outcome;
import de.stadtkern.kernel.problem.Refusal;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * A connection whose CONNECT was accepted. Reads no further while many of its messages wait for the database, and
 * answers them in the order in which they came.
 */
final class Conversation extends SimpleChannelInboundHandler<MqttMessage> {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);
    private static final int SECONDS_BETWEEN_CHECKS = 60;

    private final House house;
    private final Terms terms;
    private final Replies replies;
    private final String key;
    private final Device device;
    private final boolean publishes;
    private final Deliveries deliveries;
    private final Subscriber subscriber;
    private final Channel channel;
    private final Queue<Publication> unanswered = new ArrayDeque<>();
    private final Set<Integer> received = new HashSet<>();
    private final AtomicBoolean answering = new AtomicBoolean();
    private long bytesUnanswered;
    private boolean ended;

    Conversation(House house, Channel channel, Guest guest) {
        this.house = house;
        this.channel = channel;
        this.terms = guest.terms();
        this.replies = guest.replies();
        this.key = guest.key();
        this.device = guest.device();
        this.publishes = !guest.isStranger();
        this.deliveries = new Deliveries(
                message -> house.reception().store(key, message),
                house.workers(),
                !terms.isVersion5(),
                this::answerSoon);
        this.subscriber = new Subscriber(house, channel, guest);
    }

    /** Who has come, and with which key. */
    record Guest(Terms terms, Replies replies, String key, Device device) {

        boolean isStranger() {
            return device.equals(Reception.STRANGER);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ScheduledFuture<?> checks = context.executor()
                .scheduleWithFixedDelay(
                        () -> house.workers().execute(this::checkKey),
                        SECONDS_BETWEEN_CHECKS,
                        SECONDS_BETWEEN_CHECKS,
                        TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> checks.cancel(false));
    }

    /** A key may be withdrawn while somebody only listens. A database that does not answer withdraws none. */
    private void checkKey() {
        try {
            if (!house.reception().find(key).equals(Optional.of(device))) {
                channel.eventLoop().execute(() -> end(Disconnect.NOT_AUTHORIZED));
            }
        } catch (DataAccessException e) {
            log.warn("The key of an MQTT client could not be checked: {}", e.getMessage());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        if (ended) {
            return;
        }
        if (message.decoderResult().isFailure()) {
            boolean large = message.decoderResult().cause() instanceof TooLongFrameException;
            end(large ? Disconnect.PACKET_TOO_LARGE : Disconnect.MALFORMED_PACKET);
            return;
        }
        switch (message) {
            case MqttPublishMessage publish ->
                findObjection(publish).ifPresentOrElse(this::end, () -> receive(publish));
            case MqttSubscribeMessage subscribe -> subscriber.subscribe(subscribe);
            case MqttUnsubscribeMessage unsubscribe -> subscriber.unsubscribe(unsubscribe);
            default -> control(context, message);
        }
    }

    private void control(ChannelHandlerContext context, MqttMessage message) {
        switch (message.fixedHeader().messageType()) {
            case PINGREQ -> replies.pong();
            case PUBACK -> subscriber.outgoing().answered(packetId(message));
            case PUBREL -> {
                received.remove(packetId(message));
                replies.complete(packetId(message));
            }
            case DISCONNECT -> context.close();
            default -> end(Disconnect.PROTOCOL_ERROR);
        }
    }

    private static int packetId(MqttMessage message) {
        return ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
    }

    /** What CONNACK has said is not offered; version 3.1.1 has no word for it and is only held to what it means. */
    private Optional<Disconnect> findObjection(MqttPublishMessage publish) {
        if (!publishes) {
            return Optional.of(Disconnect.NOT_AUTHORIZED);
        }
        if (terms.isVersion5() && publish.fixedHeader().isRetain()) {
            return Optional.of(Disconnect.RETAIN_NOT_SUPPORTED);
        }
        return publish.variableHeader().properties().getProperty(MqttProperties.TOPIC_ALIAS) == null
                ? Optional.empty()
                : Optional.of(Disconnect.TOPIC_ALIAS_INVALID);
    }

    private void receive(MqttPublishMessage publish) {
        MqttQoS qos = publish.fixedHeader().qosLevel();
        int packetId = publish.variableHeader().packetId();
        if (qos == MqttQoS.EXACTLY_ONCE && !received.add(packetId)) {
            if (unanswered.stream().noneMatch(one -> one.packetId() == packetId)) {
                replies.receivedBefore(packetId);
            }
            return;
        }
        var message = new Message(publish.variableHeader().topicName(), ByteBufUtil.getBytes(publish.payload()));
        var publication = new Publication(message, qos, qos == MqttQoS.AT_MOST_ONCE ? 0 : packetId);
        unanswered.add(publication);
        bytesUnanswered += message.payload().length;
        house.connections().unanswered(1);
        deliveries.add(publication);
        adjustReading();
    }

    private void adjustReading() {
        channel.config()
                .setAutoRead(!ended
                        && unanswered.size() < Terms.IN_FLIGHT
                        && bytesUnanswered < Terms.BYTES_IN_FLIGHT
                        && channel.isWritable());
    }

    private void answerSoon() {
        if (answering.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::answer);
        }
    }

    private void answer() {
        answering.set(false);
        int stored = 0;
        while (!unanswered.isEmpty() && unanswered.element().isSettled()) {
            Publication publication = unanswered.remove();
            bytesUnanswered -= publication.message().payload().length;
            house.connections().unanswered(-1);
            Throwable failure = publication.failure();
            if (failure != null) {
                say(publication, failure);
            } else if (!ended && publication.wantsAnswer()) {
                replies.acknowledge(publication);
            }
            stored += failure == null ? 1 : 0;
        }
        house.reception().count(Outcome.STORED, stored);
        channel.flush();
        adjustReading();
    }

    private void say(Publication publication, Throwable failure) {
        if (!(failure instanceof Refusal refusal)) {
            house.reception().count(Outcome.FAILED, 1);
            if (!ended) {
                log.error("A message of the MQTT client {} could not be stored", client(), failure);
                end(Disconnect.UNSPECIFIED_ERROR);
            }
            return;
        }
        house.reception().count(Outcome.REFUSED, 1);
        String reason = house.reception().reason(refusal);
        if (terms.isVersion5() && publication.wantsAnswer()) {
            received.remove(publication.packetId());
            replies.refuse(publication, refusal.status(), reason);
            return;
        }
        log.warn(
                "A message of the MQTT client {} on {} was refused: {}",
                client(),
                Printable.of(publication.message().topic()),
                Printable.of(reason));
        if (publication.wantsAnswer()) {
            end(Disconnect.UNSPECIFIED_ERROR);
        }
    }

    private String client() {
        return Printable.of(terms.clientId());
    }

    /** Nothing is answered any more. */
    private void end(Disconnect reason) {
        if (!ended) {
            ended = true;
            log.warn("The connection of the MQTT client {} is closed: {}", client(), reason);
            replies.end(reason);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        subscriber.outgoing().sendNext();
        adjustReading();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        subscriber.leave();
        context.fireChannelInactive();
    }

    /** While nothing is read the silence is ours. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && channel.config().isAutoRead()) {
            replies.end(Disconnect.KEEP_ALIVE_TIMEOUT);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("The connection of the MQTT client {} broke", client(), cause);
        context.close();
    }
}
