package de.stadtkern.bench.observations;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Connections that want to hear of every change and count what they hear. */
final class Subscribers {

    private static final int PATIENCE_SECONDS = 60;
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int SUBACK = 9;

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** What became of them: all heard, closed by the server and so told, or short without a word. */
    record Outcome(long deliveries, long complete, long told, long silentlyShort) {}

    /** Returns when all have subscribed. */
    static Subscribers connect(MqttLoad mqtt, int number, String topic) {
        Subscribers subscribers = new Subscribers();
        CountDownLatch ready = new CountDownLatch(number);
        for (int i = 0; i < number; i++) {
            mqtt.connect(() -> {
                Listener listener = new Listener(mqtt, topic, ready);
                subscribers.listeners.add(listener);
                return listener;
            });
        }
        try {
            if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(ready.getCount() + " of " + number + " could not subscribe");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return subscribers;
    }

    /** Waits until nothing more comes. */
    Outcome outcome(long published) throws InterruptedException {
        long before = -1;
        for (int i = 0; i < PATIENCE_SECONDS && before != deliveries(); i++) {
            before = deliveries();
            TimeUnit.SECONDS.sleep(2);
        }
        long complete =
                listeners.stream().filter(one -> one.heard.sum() >= published).count();
        long told = listeners.stream()
                .filter(one -> one.heard.sum() < published && one.closed)
                .count();
        return new Outcome(deliveries(), complete, told, listeners.size() - complete - told);
    }

    private long deliveries() {
        return listeners.stream().mapToLong(listener -> listener.heard.sum()).sum();
    }

    /** Counts packets by their first byte and length alone, which is what makes a thousand of them affordable. */
    private static final class Listener extends ByteToMessageDecoder {

        private final MqttLoad mqtt;
        private final String topic;
        private final CountDownLatch ready;
        private final LongAdder heard = new LongAdder();
        private int toSkip;
        private volatile boolean closed;

        private Listener(MqttLoad mqtt, String topic, CountDownLatch ready) {
            this.mqtt = mqtt;
            this.topic = topic;
            this.ready = ready;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(mqtt.hello());
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            if (toSkip > 0) {
                int now = Math.min(toSkip, in.readableBytes());
                in.skipBytes(now);
                toSkip -= now;
                return;
            }
            int length = 0;
            for (int i = 0; i < in.readableBytes() - 1; i++) {
                byte digits = in.getByte(in.readerIndex() + 1 + i);
                length |= (digits & 0x7f) << (7 * i);
                if (digits >= 0) {
                    begin(context, in.getUnsignedByte(in.readerIndex()) >> 4);
                    in.skipBytes(i + 2);
                    toSkip = length;
                    return;
                }
            }
        }

        private void begin(ChannelHandlerContext context, int packet) {
            switch (packet) {
                case CONNACK ->
                    context.writeAndFlush(MqttMessageBuilders.subscribe()
                            .messageId(1)
                            .addSubscription(MqttQoS.AT_MOST_ONCE, topic)
                            .build());
                case SUBACK -> ready.countDown();
                case PUBLISH -> heard.increment();
                default -> {}
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            closed = true;
            super.channelInactive(context);
        }
    }
}
