package de.stadtkern.kernel.observations.storage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What the keeping of observations has done on this node. */
@Component
class StorageFigures {

    private final Counter folded;
    private final Counter expired;

    StorageFigures(MeterRegistry registry) {
        folded = Counter.builder("stadtkern.observations.folded")
                .description("observations folded into chunks by this node")
                .register(registry);
        expired = Counter.builder("stadtkern.observations.expired")
                .description("observations removed by this node because their time was over")
                .register(registry);
    }

    void folded(int observations) {
        folded.increment(observations);
    }

    void expired(int observations) {
        expired.increment(observations);
    }
}
