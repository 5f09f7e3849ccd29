package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.ContainerFull;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.containers.Emptyings;
import de.stadtkern.kernel.containers.PublicPage;
import de.stadtkern.kernel.dispatch.OrderWork.Place;
import de.stadtkern.kernel.dispatch.StopSaid;
import de.stadtkern.kernel.dispatch.Suggestions;
import de.stadtkern.kernel.dispatch.TourEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** What happens while tours are out: what crews find at their stops, whose subjects are ids of containers; full bins. */
@Component
class OnTheRoad {

    private static final String FULL = "wastetours.full-on-the-way";

    private final Containers containers;
    private final Emptyings emptyings;
    private final WastePolicies policies;
    private final Suggestions suggestions;
    private final PublicPage publicPage;

    OnTheRoad(
            Containers containers,
            Emptyings emptyings,
            WastePolicies policies,
            Suggestions suggestions,
            PublicPage publicPage) {
        this.containers = containers;
        this.emptyings = emptyings;
        this.policies = policies;
        this.suggestions = suggestions;
        this.publicPage = publicPage;
    }

    /**
     * What the crew finds becomes an emptying, and what it takes back is none any more. A stop that is done without saying how
     * full it was, as with a whole tour at once, tells nothing of the time, and makes none.
     */
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

    /** A bin that becomes full is suggested to the tours that are out, unless one of them will come there anyway. */
    @Async
    @TransactionalEventListener
    void on(ContainerFull full) {
        containers
                .find(full.containerId())
                .ifPresent(container ->
                        suggestions.add(DayOrders.SOURCE, container.municipalityId(), place(container), FULL));
    }

    /** Full as it is: all of its volume is taken up. */
    private Place place(Container container) {
        return new Place(
                Long.toString(container.id()),
                container.name() + ", " + container.place(),
                container.position(),
                policies.get(container.municipalityId()).secondsPerStop(),
                container.litres(),
                container.litres(),
                publicPage.path(container));
    }
}
