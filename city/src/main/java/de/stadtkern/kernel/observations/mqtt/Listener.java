package de.stadtkern.kernel.observations.mqtt;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An open port. The event loops only read and write; whatever may wait runs on virtual threads. */
final class Listener {

    private static final int SECONDS_TO_STORE_THE_REST = 20;
    private static final int SECONDS_TO_SAY_GOODBYE = 2;

    /** What a client may leave unread before nothing more is written to it. */
    private static final WriteBufferWaterMark MOST_BYTES_UNREAD =
            new WriteBufferWaterMark(4 * 1024 * 1024, 8 * 1024 * 1024);

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(new DefaultThreadFactory("mqtt", true), NioIoHandler.newFactory());
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Connections connections;
    private final House house;
    private final @Nullable SslContext tls;

    private Listener(int mostConnections, Reception reception, @Nullable SslContext tls) {
        this.connections = new Connections(mostConnections);
        this.house = new House(reception, new Subscriptions(reception.feed()), connections, workers);
        this.tls = tls;
    }

    /**
     * Opens the port.
     *
     * @param tls null: without encryption
     */
    static Listener open(
            InetSocketAddress address, int mostConnections, Reception reception, @Nullable SslContext tls) {
        Listener listener = new Listener(mostConnections, reception, tls);
        ChannelFuture bound = listener.bootstrap().bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            listener.close();
            throw new PortFailure(address, bound.cause());
        }
        listener.connections.listenOn(bound.channel());
        return listener;
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MOST_BYTES_UNREAD)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        welcome(channel);
                    }
                });
    }

    private void welcome(Channel channel) {
        if (!connections.add(channel)) {
            channel.close();
            return;
        }
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new MqttDecoder(Terms.LARGEST_PACKET))
                .addLast(MqttEncoder.INSTANCE)
                .addLast(new FlowControlHandler())
                .addLast(new Greeting(house));
    }

    int port() {
        return connections.port();
    }

    /** Takes nothing more, stores and acknowledges what has come, then says goodbye. */
    void close() {
        connections.stopReading();
        connections.awaitAnswers(SECONDS_TO_STORE_THE_REST);
        workers.shutdown();
        connections.close();
        loops.shutdownGracefully(0, SECONDS_TO_SAY_GOODBYE, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
