package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.observations.mqtt.Inbox.Delivery;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the conversations need of the program. It may wait for the database: never call it on an event loop. */
@Component
class Reception {

    /** Who shows no key: hears what is public and publishes nothing. */
    static final Device STRANGER = new Device(0, "", Set.of());

    private final DeviceEntrance devices;
    private final Inbox inbox;
    private final Feed feed;
    private final Texts texts;
    private final MeterRegistry meters;

    Reception(DeviceEntrance devices, Inbox inbox, Feed feed, Texts texts, MeterRegistry meters) {
        this.devices = devices;
        this.inbox = inbox;
        this.feed = feed;
        this.texts = texts;
        this.meters = meters;
    }

    /** How a message ended. */
    enum Outcome {
        STORED("stored"),
        REFUSED("refused"),
        FAILED("failed");

        private final String tag;

        Outcome(String tag) {
            this.tag = tag;
        }
    }

    Feed feed() {
        return feed;
    }

    /** The client's password; or what stands for it where the program lets in whoever comes from here without one. */
    String keyOf(Terms terms, SocketAddress from) {
        return terms.key().isEmpty() && from instanceof InetSocketAddress address
                ? inbox.findKeyFor(address.getAddress()).orElse("")
                : terms.key();
    }

    Optional<Device> find(String key) {
        return key.isEmpty() ? Optional.of(STRANGER) : devices.find(key);
    }

    /** Refused when the key has been withdrawn. */
    Delivery store(String key, Message message) {
        Device device = devices.find(key).orElseThrow(() -> Refusal.unauthorized("identity.refusal.api-key"));
        return inbox.store(device, message);
    }

    void count(Outcome outcome, int messages) {
        meters.counter("observations.mqtt.messages", "outcome", outcome.tag).increment(messages);
    }

    /** Why, in English as in every programming interface. */
    String reason(Refusal refusal) {
        return texts.text(
                Language.ENGLISH, refusal.textKey(), refusal.arguments().toArray());
    }
}
