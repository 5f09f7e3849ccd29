package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.ObservationsRecorded.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at readings one after the other, each in a transaction of its own. One that cannot be looked at keeps no other
 * waiting: it gets an event of its own, which is delivered again until it is put aside.
 */
@Component
public class OneByOne {

    private static final Logger log = LoggerFactory.getLogger(OneByOne.class);

    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    OneByOne(PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    public void look(List<Recorded> readings, Consumer<Recorded> rule) {
        List<Recorded> failed = new ArrayList<>();
        for (Recorded reading : readings) {
            try {
                transaction.executeWithoutResult(status -> rule.accept(reading));
            } catch (RuntimeException e) {
                if (readings.size() == 1) {
                    throw e;
                }
                log.warn("A reading of the Thing {} could not be looked at", reading.thingId(), e);
                failed.add(reading);
            }
        }
        if (!failed.isEmpty()) {
            transaction.executeWithoutResult(status ->
                    failed.forEach(reading -> events.publishEvent(new ObservationsRecorded(List.of(reading)))));
        }
    }
}
