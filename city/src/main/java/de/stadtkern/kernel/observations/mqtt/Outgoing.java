package de.stadtkern.kernel.observations.mqtt;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one subscriber is told. Of QoS 1 so many packets are unanswered at a time as the client takes. A subscriber that
 * reads too slowly is told so and must leave: it never misses anything unaware.
 */
final class Outgoing {

    private static final Logger log = LoggerFactory.getLogger(Outgoing.class);
    private static final int MOST_UNANSWERED = 1_000;
    private static final int MOST_WAITING = 50_000;
    private static final String TOO_SLOW = "too slow: too many messages wait to be read";

    private final Channel channel;
    private final Terms terms;
    private final Replies replies;
    private final int window;
    private final AtomicInteger waitingPackets = new AtomicInteger();

    // of the event loop alone
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private final BitSet unanswered = new BitSet();
    private int lastId;
    private boolean ended;

    Outgoing(Channel channel, Terms terms, Replies replies) {
        this.channel = channel;
        this.terms = terms;
        this.replies = replies;
        this.window = Math.min(MOST_UNANSWERED, terms.receiveMaximum());
    }

    /** Packets of QoS 1, and which is next. */
    private static final class Turn {

        private final Packets packets;
        private int next;

        Turn(Packets packets) {
            this.packets = packets;
        }
    }

    boolean isVersion5() {
        return terms.isVersion5();
    }

    /** From any thread; does not wait. */
    void offer(Packets packets, MqttQoS qos) {
        int before = waitingPackets.getAndAdd(packets.number());
        if (before <= MOST_WAITING) {
            channel.eventLoop().execute(() -> send(packets, qos));
            if (before + packets.number() > MOST_WAITING) {
                lose(TOO_SLOW);
            }
        }
    }

    /** From now on something would be missing. From any thread. */
    void lose(String reason) {
        channel.eventLoop().execute(() -> end(Disconnect.QUOTA_EXCEEDED, reason));
    }

    private void send(Packets packets, MqttQoS qos) {
        if (ended) {
            return;
        }
        if (packets.largest() > terms.largestPacket()) {
            end(Disconnect.PACKET_TOO_LARGE, "a message is larger than the client takes");
        } else if (qos == MqttQoS.AT_MOST_ONCE) {
            waitingPackets.addAndGet(-packets.number());
            channel.writeAndFlush(packets.all());
            if (!channel.isWritable()) {
                end(Disconnect.QUOTA_EXCEEDED, TOO_SLOW);
            }
        } else {
            waiting.add(new Turn(packets));
            sendNext();
        }
    }

    /** The connection takes more, or an answer has come. */
    void sendNext() {
        boolean wrote = false;
        while (!ended && !waiting.isEmpty() && unanswered.cardinality() < window && channel.isWritable()) {
            Turn turn = waiting.element();
            channel.write(turn.packets.one(turn.next++, nextId()));
            waitingPackets.decrementAndGet();
            wrote = true;
            if (turn.next == turn.packets.number()) {
                waiting.remove();
            }
        }
        if (wrote) {
            channel.flush();
        }
    }

    private int nextId() {
        int free = unanswered.nextClearBit(lastId % Terms.LARGEST_PACKET_ID + 1);
        lastId = free > Terms.LARGEST_PACKET_ID ? unanswered.nextClearBit(1) : free;
        unanswered.set(lastId);
        return lastId;
    }

    /** PUBACK. */
    void answered(int packetId) {
        unanswered.clear(packetId);
        sendNext();
    }

    private void end(Disconnect code, String reason) {
        if (!ended) {
            ended = true;
            waiting.clear();
            log.warn("The MQTT subscriber {} must leave: {}", Printable.of(terms.clientId()), reason);
            replies.end(code, reason);
        }
    }
}
