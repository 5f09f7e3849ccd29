package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.observations.mqtt.Connections.Client;
import de.stadtkern.kernel.observations.mqtt.Conversation.Guest;
import de.stadtkern.kernel.observations.mqtt.Terms.Denial;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beginning of a connection: CONNECT, and nothing else before it is answered. Then a {@link Conversation}. */
final class Greeting extends SimpleChannelInboundHandler<MqttMessage> {

    private static final Logger log = LoggerFactory.getLogger(Greeting.class);
    private static final int PATIENCE_SECONDS = 10;

    private final House house;

    Greeting(House house) {
        this.house = house;
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
        house.workers().execute(() -> {
            try {
                String key = house.reception().keyOf(terms, context.channel().remoteAddress());
                Optional<Device> device = house.reception().find(key);
                context.executor().execute(() -> answer(context, terms, key, device));
            } catch (RuntimeException e) {
                log.error("The API key of an MQTT client could not be checked", e);
                deny(context, terms, terms.unavailable());
            }
        });
    }

    private void answer(ChannelHandlerContext context, Terms terms, String key, Optional<Device> device) {
        if (context.isRemoved()) {
            return;
        }
        device.ifPresentOrElse(
                known -> admit(context, new Guest(terms, new Replies(context.channel(), terms), key, known)),
                () -> deny(context, terms, terms.wrongKey()));
    }

    private void admit(ChannelHandlerContext context, Guest guest) {
        Channel channel = context.channel();
        if (!guest.isStranger()) {
            begin(
                    context,
                    guest,
                    new Client(guest.device().municipalityId(), guest.terms().clientId()));
        } else if (house.connections().addStranger(channel)) {
            begin(context, guest, new Client(0, channel.id().asLongText()));
        } else {
            deny(context, guest.terms(), guest.terms().tooMany());
        }
    }

    private void begin(ChannelHandlerContext context, Guest guest, Client client) {
        Channel channel = context.channel();
        house.connections().enter(client, guest.replies());
        channel.closeFuture().addListener(closed -> house.connections().leave(client, guest.replies()));
        int patience = guest.terms().patience();
        if (patience > 0) {
            context.pipeline().addFirst(new IdleStateHandler(patience, 0, 0));
        }
        guest.replies().accept(guest.terms());
        context.pipeline().replace(this, null, new Conversation(house, channel, guest));
        channel.config().setAutoRead(true);
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
