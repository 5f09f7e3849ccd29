package de.stadtkern.kernel.observations.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is connected. A client has one connection at a time: the newest. */
final class Connections {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    private static final long NANOS_BETWEEN_LOOKS = 5_000_000;

    private static final int MOST_STRANGERS_OF_AN_ADDRESS = 10;

    private final int most;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<Client, Replies> clients = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> strangers = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile @Nullable Channel port;

    Connections(int most) {
        this.most = most;
    }

    /** A client id means something within its municipality only, so that no neighbour can take it over. */
    record Client(long municipalityId, String id) {}

    void listenOn(Channel channel) {
        port = channel;
    }

    int port() {
        return port != null && port.localAddress() instanceof InetSocketAddress address ? address.getPort() : -1;
    }

    /** Says no when there are too many. */
    boolean add(Channel channel) {
        int connected = open.size();
        if (connected == most - 1) {
            log.warn("All {} MQTT connections are in use, more are refused (stadtkern.mqtt-connections)", most);
        }
        return connected < most && open.add(channel);
    }

    /** Says no when there are too many from one address, or so many that devices would find no place. */
    boolean addStranger(Channel channel) {
        InetAddress from = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        int known = strangers.merge(from, 1, Integer::sum);
        channel.closeFuture()
                .addListener(
                        closed -> strangers.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1));
        int all = strangers.values().stream().mapToInt(Integer::intValue).sum();
        return known <= MOST_STRANGERS_OF_AN_ADDRESS && all <= most / 2;
    }

    void enter(Client client, Replies replies) {
        Replies former = clients.put(client, replies);
        if (former != null) {
            former.end(Disconnect.SESSION_TAKEN_OVER);
        }
    }

    void leave(Client client, Replies replies) {
        clients.remove(client, replies);
    }

    /** So many messages more, or fewer, wait for their answer. */
    void unanswered(int more) {
        unanswered.addAndGet(more);
    }

    /** Waits until every message that has come was answered. */
    void awaitAnswers(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (unanswered.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
        }
    }

    void stopReading() {
        if (port != null) {
            port.close().awaitUninterruptibly();
        }
        open.forEach(channel -> channel.config().setAutoRead(false));
    }

    void close() {
        clients.values().forEach(replies -> replies.end(Disconnect.SERVER_SHUTTING_DOWN));
        open.newCloseFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
        open.close().awaitUninterruptibly();
    }
}
