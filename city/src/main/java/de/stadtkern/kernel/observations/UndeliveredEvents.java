package de.stadtkern.kernel.observations;

import java.time.Duration;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Delivers again what a listener could not take, until it can. */
@Component
class UndeliveredEvents {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final IncompleteEventPublications publications;

    UndeliveredEvents(IncompleteEventPublications publications) {
        this.publications = publications;
    }

    @Scheduled(fixedDelayString = "PT1M")
    void deliverAgain() {
        publications.resubmitIncompletePublicationsOlderThan(PATIENCE);
    }
}
