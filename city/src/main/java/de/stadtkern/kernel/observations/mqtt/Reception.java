package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** What the conversations need of the program. It may wait for the database: never call it on an event loop. */
@Component
class Reception {

    /* Fewer than the pool has connections to the database, so that the pages always get one. */
    private static final int AT_A_TIME = 4;

    private final DeviceEntrance devices;
    private final Inbox inbox;
    private final Texts texts;
    private final MeterRegistry meters;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    Reception(DeviceEntrance devices, Inbox inbox, Texts texts, MeterRegistry meters) {
        this.devices = devices;
        this.inbox = inbox;
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

    Optional<Device> find(String key) {
        turns.acquireUninterruptibly();
        try {
            return devices.find(key);
        } finally {
            turns.release();
        }
    }

    void store(String key, List<Message> messages) {
        turns.acquireUninterruptibly();
        try {
            devices.actAs(key, () -> inbox.store(messages));
        } finally {
            turns.release();
        }
        count(Outcome.STORED, messages.size());
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
