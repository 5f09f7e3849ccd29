package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.observations.mqtt.Conversation.Guest;
import de.stadtkern.kernel.observations.mqtt.Subscriptions.Wanted;
import de.stadtkern.kernel.problem.Refusal;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.SubAck;
import io.netty.handler.codec.mqtt.MqttReasonCodes.UnsubAck;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one client has subscribed to. Subscribing waits for the database, so it goes its own way, in its order. */
final class Subscriber {

    private static final Logger log = LoggerFactory.getLogger(Subscriber.class);
    private static final int MOST_SUBSCRIPTIONS = 100;
    private static final int MOST_OF_A_STRANGER = 10;
    private static final int LONGEST_FILTER = 4_000;

    private final House house;
    private final Channel channel;
    private final Device device;
    private final Replies replies;
    private final Outgoing outgoing;
    private final int most;
    private final Set<String> filters = new HashSet<>();
    private CompletableFuture<?> done = CompletableFuture.completedFuture(null);

    Subscriber(House house, Channel channel, Guest guest) {
        this.house = house;
        this.channel = channel;
        this.device = guest.device();
        this.replies = guest.replies();
        this.most = guest.isStranger() ? MOST_OF_A_STRANGER : MOST_SUBSCRIPTIONS;
        this.outgoing = new Outgoing(channel, guest.terms(), guest.replies());
    }

    Outgoing outgoing() {
        return outgoing;
    }

    void subscribe(MqttSubscribeMessage subscribe) {
        int packetId = subscribe.variableHeader().messageId();
        List<MqttTopicSubscription> wanted = subscribe.payload().topicSubscriptions();
        boolean identified = subscribe
                        .idAndPropertiesVariableHeader()
                        .properties()
                        .getProperty(MqttProperties.SUBSCRIPTION_IDENTIFIER)
                != null;
        inOrder(() -> {
            List<SubAck> codes = new ArrayList<>();
            StringBuilder reasons = new StringBuilder();
            for (MqttTopicSubscription one : wanted) {
                codes.add(identified ? SubAck.SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED : add(one, reasons));
            }
            channel.eventLoop().execute(() -> replies.subscribed(packetId, codes, reasons.toString()));
        });
    }

    private SubAck add(MqttTopicSubscription wanted, StringBuilder reasons) {
        String filter = wanted.topicFilter();
        if (filter.startsWith("$share/")) {
            return SubAck.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
        }
        if (filter.length() > LONGEST_FILTER) {
            return SubAck.TOPIC_FILTER_INVALID;
        }
        if (filters.size() == most && !filters.contains(filter)) {
            reasons.append("at most ").append(most).append(" subscriptions of a client. ");
            return SubAck.QUOTA_EXCEEDED;
        }
        try {
            boolean atMostOnce = wanted.qualityOfService() == MqttQoS.AT_MOST_ONCE;
            house.subscriptions()
                    .add(
                            new Wanted(device, filter),
                            outgoing,
                            atMostOnce ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE);
            filters.add(filter);
            return atMostOnce ? SubAck.GRANTED_QOS_0 : SubAck.GRANTED_QOS_1;
        } catch (Refusal refusal) {
            reasons.append(house.reception().reason(refusal)).append(' ');
            return SubAck.TOPIC_FILTER_INVALID;
        } catch (RuntimeException failure) {
            log.error("A subscription to {} failed", Printable.of(filter), failure);
            return SubAck.UNSPECIFIED_ERROR;
        }
    }

    void unsubscribe(MqttUnsubscribeMessage unsubscribe) {
        int packetId = unsubscribe.variableHeader().messageId();
        List<String> unwanted = unsubscribe.payload().topics();
        inOrder(() -> {
            List<UnsubAck> codes = unwanted.stream().map(this::remove).toList();
            channel.eventLoop().execute(() -> replies.unsubscribed(packetId, codes));
        });
    }

    private UnsubAck remove(String filter) {
        if (!filters.remove(filter)) {
            return UnsubAck.NO_SUBSCRIPTION_EXISTED;
        }
        house.subscriptions().remove(new Wanted(device, filter), outgoing);
        return UnsubAck.SUCCESS;
    }

    /** The connection is gone. */
    void leave() {
        inOrder(() -> {
            filters.forEach(filter -> house.subscriptions().remove(new Wanted(device, filter), outgoing));
            filters.clear();
        });
    }

    private void inOrder(Runnable work) {
        done = done.thenRunAsync(work, house.workers());
    }
}
