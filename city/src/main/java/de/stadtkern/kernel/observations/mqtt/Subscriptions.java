package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.identity.Device;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who has subscribed to what. However many follow a topic, it is looked up once, and its packets are made once. */
final class Subscriptions {

    private final Feed feed;
    private final Map<Wanted, Topic> topics = new HashMap<>();

    Subscriptions(Feed feed) {
        this.feed = feed;
    }

    /** What is followed, and as whom: not everybody may read everything. */
    record Wanted(Device device, String filter) {}

    /** Waits for the database when the topic is new; refused when it is none. */
    synchronized void add(Wanted wanted, Outgoing subscriber, MqttQoS qos) {
        Topic topic = topics.get(wanted);
        if (topic == null) {
            topic = new Topic();
            topic.following = feed.follow(wanted.device, wanted.filter, topic);
            topics.put(wanted, topic);
        }
        topic.subscribers.put(subscriber, qos);
    }

    synchronized void remove(Wanted wanted, Outgoing subscriber) {
        Topic topic = topics.get(wanted);
        if (topic != null) {
            topic.subscribers.remove(subscriber);
            if (topic.subscribers.isEmpty()) {
                topic.following.close();
                topics.remove(wanted);
            }
        }
    }

    /** One filter and who has subscribed to it. */
    private static final class Topic implements Feed.Follower {

        private final Map<Outgoing, MqttQoS> subscribers = new ConcurrentHashMap<>();
        private Feed.Following following = () -> {};

        /** Packets are the same for all of a version and quality. */
        private record Kind(boolean version5, MqttQoS qos) {}

        @Override
        public void hear(List<Notice> notices) {
            Map<Kind, Packets> made = new HashMap<>();
            subscribers.forEach((subscriber, qos) -> subscriber.offer(
                    made.computeIfAbsent(
                            new Kind(subscriber.isVersion5(), qos),
                            kind -> Packets.of(notices, kind.version5, kind.qos)),
                    qos));
        }

        @Override
        public void lose(String reason) {
            subscribers.keySet().forEach(subscriber -> subscriber.lose(reason));
        }
    }
}
