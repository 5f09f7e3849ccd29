package de.stadtkern.bench.observations;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Publishes with QoS 1 and measures until the PUBACK. */
final class MqttLoad implements AutoCloseable {

    private static final int WINDOW = 256;
    private static final int PATIENCE_SECONDS = 60;
    private static final int LARGEST_PACKET = 1 << 24;

    /** What is published. */
    record Publication(String topic, String payload) {}

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger clients = new AtomicInteger();
    private final Target target;
    private final InetSocketAddress address;

    MqttLoad(Target target) {
        this.target = target;
        this.address = Objects.requireNonNull(target.mqtt(), "--mqtt");
    }

    /** So many messages as fast as they are acknowledged, 256 under way on each connection. */
    Measurement burst(int connections, int messages, Supplier<Publication> publications) {
        return publish(connections, new Burst(publications, messages, 0));
    }

    /** So many messages a second over one connection. */
    Measurement paced(int rate, int seconds, Supplier<Publication> publications) {
        return publish(1, new Burst(publications, rate * seconds, rate));
    }

    private Measurement publish(int connections, Burst burst) {
        burst.open = connections;
        for (int i = 0; i < connections; i++) {
            connect(() -> new Publisher(burst));
        }
        if (!burst.done.awaitUninterruptibly(
                PATIENCE_SECONDS + (burst.rate == 0 ? 600 : burst.left / burst.rate), TimeUnit.SECONDS)) {
            burst.measurement.failed("not all acknowledged in time");
        }
        return burst.measurement.close();
    }

    /** Opens a connection on which the handler gets what follows the CONNECT. */
    void connect(Supplier<ChannelHandler> handler) {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(MqttEncoder.INSTANCE, handler.get());
                    }
                })
                .connect(address)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        throw new IllegalStateException("No MQTT at " + address, connected.cause());
                    }
                });
    }

    MqttMessage hello() {
        var connect = MqttMessageBuilders.connect()
                .clientId("bench-" + ProcessHandle.current().pid() + "-" + clients.incrementAndGet())
                .cleanSession(true)
                .keepAlive(0);
        String key = target.key();
        if (key != null) {
            connect.username("bench").password(key.getBytes(StandardCharsets.UTF_8));
        }
        return connect.build();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** What all publishers of one run share; touched by the one thread of the loop only. */
    private final class Burst {

        private final Supplier<Publication> publications;
        private final int rate;
        private final Measurement measurement = new Measurement(new Cpu(target.processes()));
        private final Promise<Void> done = loop.next().newPromise();
        private final long start = System.nanoTime();
        private int left;
        private int sent;
        private int open;

        private Burst(Supplier<Publication> publications, int messages, int rate) {
            this.publications = publications;
            this.left = messages;
            this.rate = rate;
        }

        private boolean isDue() {
            return left > 0 && (rate == 0 || sent <= (System.nanoTime() - start) * 1e-9 * rate);
        }

        private Publication next() {
            left--;
            sent++;
            return publications.get();
        }

        private void closed() {
            if (--open == 0) {
                done.setSuccess(null);
            }
        }
    }

    /** One publishing connection. The packet id is the slot in the window, plus one. */
    private final class Publisher extends SimpleChannelInboundHandler<MqttMessage> {

        private final Burst burst;
        private final long[] sentAt = new long[WINDOW];
        private int underWay;
        private boolean accepted;

        private Publisher(Burst burst) {
            this.burst = burst;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            context.pipeline().addFirst(new MqttDecoder(LARGEST_PACKET));
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(hello());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
            if (message instanceof MqttConnAckMessage answer) {
                begin(context, answer.variableHeader().connectReturnCode());
            } else if (message.fixedHeader().messageType() == MqttMessageType.PUBACK) {
                int slot = ((MqttMessageIdVariableHeader) message.variableHeader()).messageId() - 1;
                burst.measurement.answered(sentAt[slot], message.fixedHeader().remainingLength() + 2);
                sentAt[slot] = 0;
                underWay--;
                if (burst.rate == 0) {
                    fill(context, slot);
                }
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
            if (underWay == 0 && burst.left == 0) {
                context.close();
            }
        }

        private void begin(ChannelHandlerContext context, MqttConnectReturnCode code) {
            if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
                burst.measurement.failed("CONNACK " + code);
                context.close();
                return;
            }
            accepted = true;
            fillAll(context);
            if (burst.rate > 0) {
                context.executor().scheduleAtFixedRate(() -> fillAll(context), 5, 5, TimeUnit.MILLISECONDS);
            }
        }

        private void fillAll(ChannelHandlerContext context) {
            for (int slot = 0; slot < WINDOW; slot++) {
                if (sentAt[slot] == 0) {
                    fill(context, slot);
                }
            }
            context.flush();
        }

        private void fill(ChannelHandlerContext context, int slot) {
            if (burst.isDue() && context.channel().isActive()) {
                Publication publication = burst.next();
                sentAt[slot] = System.nanoTime();
                underWay++;
                ByteBuf payload = Unpooled.wrappedBuffer(publication.payload().getBytes(StandardCharsets.UTF_8));
                context.write(MqttMessageBuilders.publish()
                        .topicName(publication.topic())
                        .qos(MqttQoS.AT_LEAST_ONCE)
                        .messageId(slot + 1)
                        .payload(payload)
                        .build());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!accepted) {
                burst.measurement.failed("closed without a CONNACK that accepts it");
            }
            for (int i = 0; i < underWay; i++) {
                burst.measurement.failed("closed before the PUBACK");
            }
            burst.closed();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
            burst.measurement.failed(String.valueOf(cause));
            context.close();
        }
    }
}
