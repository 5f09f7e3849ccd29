package de.stadtkern.kernel.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** How much waits for people. */
@Component
class OperationFigures {

    OperationFigures(MeterRegistry registry, ProposalRows proposals, Clock clock) {
        Gauge.builder("stadtkern.proposals.open", proposals, rows -> rows.countOpen(clock.instant()))
                .description("proposals that wait for a decision, of all municipalities")
                .register(registry);
    }
}
