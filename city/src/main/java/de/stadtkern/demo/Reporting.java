package de.stadtkern.demo;

import de.stadtkern.demo.devices.Message;
import de.stadtkern.demo.devices.Mote;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets every device report when its turn has come. A few at a time and with a pause, each waiting for the town's
 * confirmation: when the clock runs so fast that this is too slow, the devices report less often.
 */
final class Reporting {

    private static final Logger log = LoggerFactory.getLogger(Reporting.class);
    private static final int AT_A_TIME = 4;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration BETWEEN_FIRST_REPORTS = Duration.ofMillis(25);

    private final Lines lines;
    private final TownClock clock;
    private final DelayQueue<Turn> turns = new DelayQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    private record Turn(Mote mote, Instant due, boolean first) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(Instant.now(), due));
        }

        @Override
        public int compareTo(Delayed other) {
            return due.compareTo(((Turn) other).due);
        }
    }

    Reporting(Lines lines, TownClock clock, List<Mote> motes) {
        this.lines = lines;
        this.clock = clock;
        for (int i = 0; i < motes.size(); i++) {
            turns.add(new Turn(motes.get(i), clock.began().plus(BETWEEN_FIRST_REPORTS.multipliedBy(i)), true));
        }
    }

    /** Reports until the thread is interrupted; brings the history in beside. */
    void run(History history) throws InterruptedException {
        for (int i = 1; i < AT_A_TIME; i++) {
            Thread.ofVirtual().name("device-", i).start(this::takeTurns);
        }
        Thread.ofVirtual().name("history").start(() -> bringIn(history));
        takeTurns();
    }

    private void takeTurns() {
        try {
            while (true) {
                Turn turn = turns.take();
                Instant now = Instant.now();
                send(turn.mote().report(clock.at(now), now));
                turns.add(next(turn, now));
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Turn next(Turn turn, Instant now) {
        Duration wait = clock.real(turn.mote().interval());
        Duration first = wait.multipliedBy((long) (1_000 * turn.mote().phase())).dividedBy(1_000);
        Instant due = turn.due().plus(turn.first() ? first : wait);
        return new Turn(turn.mote(), due.isAfter(now) ? due : now, false);
    }

    private void bringIn(History history) {
        if (history.size() == 0) {
            return;
        }
        log.info("Simulated town: bringing in {} reports of the last {} hours …", history.size(), history.hours());
        Instant start = Instant.now();
        try {
            for (Iterator<List<Message>> reports = history.reports().iterator(); reports.hasNext(); ) {
                send(reports.next());
                Thread.sleep(PAUSE.dividedBy(AT_A_TIME));
            }
            log.info(
                    "Simulated town: the history is in, after {} s",
                    Duration.between(start, Instant.now()).toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the town refuses is lost, as with a real device; the first ten are said. */
    private void send(List<Message> messages) {
        try {
            lines.send(messages);
        } catch (MqttException | TownRefusal e) {
            if (failures.incrementAndGet() <= 10) {
                log.warn("Simulated town: a report was lost: {}", e.getMessage());
            }
        }
    }
}
