package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.ContainerFull;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.dispatch.OrderWork.Place;
import de.stadtkern.kernel.dispatch.Suggestions;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** A bin that becomes full while tours are out is suggested to them, unless one of them will come there anyway. */
@Component
class FullOnTheWay {

    private static final String WHY = "wastetours.full-on-the-way";

    private final Containers containers;
    private final WastePolicies policies;
    private final Suggestions suggestions;

    FullOnTheWay(Containers containers, WastePolicies policies, Suggestions suggestions) {
        this.containers = containers;
        this.policies = policies;
        this.suggestions = suggestions;
    }

    @Async
    @TransactionalEventListener
    void on(ContainerFull full) {
        containers
                .find(full.containerId())
                .ifPresent(container ->
                        suggestions.add(DayOrders.SOURCE, container.municipalityId(), place(container), WHY));
    }

    /** Full as it is: all of its volume is taken up. */
    private Place place(Container container) {
        return new Place(
                Long.toString(container.id()),
                container.name() + ", " + container.place(),
                container.position(),
                policies.get(container.municipalityId()).secondsPerStop(),
                container.litres());
    }
}
