package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.containers.Emptyings;
import de.stadtkern.kernel.dispatch.StopSaid;
import de.stadtkern.kernel.dispatch.TourEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What the crew finds at its stops, whose subjects are ids of containers, becomes emptyings, and what it takes back is
 * none any more. A stop that is done without saying how full it was, as with a whole tour at once, tells nothing of the
 * time, and makes none.
 */
@Component
class CrewFindings {

    private final Containers containers;
    private final Emptyings emptyings;

    CrewFindings(Containers containers, Emptyings emptyings) {
        this.containers = containers;
        this.emptyings = emptyings;
    }

    @EventListener
    void on(StopSaid said) {
        if (said.source().equals(DayOrders.SOURCE)) {
            containers
                    .find(Long.parseLong(said.subject()))
                    .filter(one -> one.municipalityId() == said.municipalityId())
                    .ifPresent(container -> keep(container, said));
        }
    }

    private void keep(Container container, StopSaid said) {
        TourEvent before = said.before();
        TourEvent now = said.now();
        if (before != null && before.found() != null) {
            emptyings.takeBack(container, before.at());
        }
        if (now != null && now.found() != null) {
            TourEvent.Found found = now.found();
            emptyings.tell(container, new Emptyings.Found(now.at(), found.level(), found.damaged(), found.litter()));
        }
    }
}
