package de.stadtkern.kernel.observations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How much comes in, and what of it waits for its listeners. */
@Component
class ObservationFigures {

    private final Counter stored;

    ObservationFigures(MeterRegistry registry, Outbox outbox) {
        stored = Counter.builder("stadtkern.observations")
                .description("observations taken in by this node")
                .register(registry);
        Gauge.builder("stadtkern.outbox.events", outbox, Outbox::countWaiting)
                .description("events that wait for a listener, on all nodes")
                .register(registry);
        Gauge.builder("stadtkern.outbox.age", outbox, Outbox::secondsWaiting)
                .description("how long the oldest of them has waited")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("stadtkern.outbox.dead", outbox, Outbox::countDead)
                .description("events that no try could deliver")
                .register(registry);
    }

    @EventListener
    void on(ObservationRecorded recorded) {
        stored.increment();
    }
}
