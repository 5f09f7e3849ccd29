package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.observations.mqtt.Connections.Client;
import de.stadtkern.kernel.observations.mqtt.Terms.Denial;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beginning of a connection: CONNECT, and nothing else before it is answered. Then a {@link Conversation}. */
final class Greeting extends SimpleChannelInboundHandler<MqttMessage> {

    private static final Logger log = LoggerFactory.getLogger(Greeting.class);
    private static final int PATIENCE_SECONDS = 10;

    private final Connections connections;
    private final Reception reception;
    private final Executor workers;

    Greeting(Connections connections, Reception reception, Executor workers) {
        this.connections = connections;
        this.reception = reception;
        this.workers = workers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.executor().schedule(() -> closeUnlessGreeted(context), PATIENCE_SECONDS, TimeUnit.SECONDS);
        context.fireChannelActive();
    }

    private static void closeUnlessGreeted(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        context.channel().config().setAutoRead(false);
        if (message instanceof MqttConnectMessage connect) {
            Terms terms = new Terms(connect);
            terms.findDenial().ifPresentOrElse(denial -> deny(context, terms, denial), () -> checkKey(context, terms));
        } else if (message.decoderResult().cause() instanceof MqttUnacceptableProtocolVersionException) {
            context.writeAndFlush(MqttMessageBuilders.connAck()
                            .returnCode(Denial.VERSION.code())
                            .build())
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            context.close();
        }
    }

    private void checkKey(ChannelHandlerContext context, Terms terms) {
        workers.execute(() -> {
            try {
                Optional<Device> device = reception.find(terms.key());
                context.executor().execute(() -> answer(context, terms, device));
            } catch (RuntimeException e) {
                log.error("The API key of an MQTT client could not be checked", e);
                deny(context, terms, terms.unavailable());
            }
        });
    }

    private void answer(ChannelHandlerContext context, Terms terms, Optional<Device> device) {
        if (context.isRemoved()) {
            return;
        }
        device.ifPresentOrElse(known -> begin(context, terms, known), () -> deny(context, terms, terms.wrongKey()));
    }

    private void begin(ChannelHandlerContext context, Terms terms, Device device) {
        Replies replies = new Replies(context.channel(), terms);
        Client client = new Client(device.municipalityId(), terms.clientId());
        connections.enter(client, replies);
        context.channel().closeFuture().addListener(closed -> connections.leave(client, replies));
        if (terms.patience() > 0) {
            context.pipeline().addFirst(new IdleStateHandler(terms.patience(), 0, 0));
        }
        replies.accept(terms);
        context.pipeline().replace(this, null, new Conversation(terms, replies, reception, workers));
        context.channel().config().setAutoRead(true);
    }

    private static void deny(ChannelHandlerContext context, Terms terms, Denial denial) {
        log.warn(
                "The MQTT client {} at {} was refused: {}",
                Printable.of(terms.clientId()),
                context.channel().remoteAddress(),
                denial.reason());
        new Replies(context.channel(), terms).deny(denial);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("The MQTT connection of {} broke", context.channel().remoteAddress(), cause);
        context.close();
    }
}
