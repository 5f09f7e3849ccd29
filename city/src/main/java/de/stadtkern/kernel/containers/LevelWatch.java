package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.FillTrack.Step;
import de.stadtkern.kernel.containers.LevelRows.Sensed;
import de.stadtkern.kernel.observations.ObservationsRecorded;
import de.stadtkern.kernel.observations.ObservationsRecorded.Recorded;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at new readings of the sensors in containers, of all that came together at once: one question which containers,
 * one for the readings since the last look, one to write. What was judged stays; late and repeated readings change
 * nothing.
 */
@Component
class LevelWatch {

    private static final Set<Doubt> TOLD = Set.of(Doubt.HOT, Doubt.TILTED, Doubt.BLOCKED, Doubt.CONTRADICTION);

    private final LevelRows rows;
    private final EmptyingRows emptyings;
    private final ContainersSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    LevelWatch(
            LevelRows rows,
            EmptyingRows emptyings,
            ContainersSettings settings,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.emptyings = emptyings;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    @Async
    @TransactionalEventListener
    void on(ObservationsRecorded recorded) {
        Set<Long> things =
                recorded.observations().stream().map(Recorded::thingId).collect(Collectors.toSet());
        List<Long> containers = rows.listWithSensor(things);
        if (!containers.isEmpty()) {
            transaction.executeWithoutResult(status -> look(containers, clock.instant()));
            liveUpdates.announce(Containers.TOPIC);
        }
    }

    private void look(List<Long> containers, Instant now) {
        List<Sensed> changed = new ArrayList<>();
        for (Sensed sensed : rows.sensed(containers, now)) {
            FillTrack before = sensed.track();
            FillTrack track = before;
            // What was over before anybody looked is told too, unless it is history.
            Map<Doubt, Instant> warnings = new EnumMap<>(Doubt.class);
            for (FillTrack.Sample sample : Samples.of(sensed.container(), sensed.readings(), settings.rules())) {
                Step step = track.next(sample, settings.rules());
                Doubt doubt = step.track().doubt();
                if (doubt != null && doubt != track.doubt() && TOLD.contains(doubt)) {
                    warnings.put(doubt, sample.at());
                }
                track = step.track();
                if (step.emptied() != null) {
                    emptyings.sensed(sensed.container(), step.emptied(), settings.sameEmptying());
                }
            }
            if (!track.equals(before)) {
                changed.add(sensed.with(track));
                Doubt still = track.doubt();
                warnings.entrySet()
                        .removeIf(one -> one.getKey() != still && one.getValue().isBefore(now.minus(Samples.HOLDS)));
                tell(sensed.container(), warnings, track.isFull() && !before.isFull() ? track.at() : null);
            }
        }
        rows.store(changed);
    }

    /** @param full since when it is full; null when it is not, or was before */
    private void tell(Container container, Map<Doubt, Instant> warnings, @Nullable Instant full) {
        warnings.forEach((doubt, at) ->
                events.publishEvent(new ContainerNoticed(container.id(), container.municipalityId(), doubt, at)));
        if (full != null) {
            events.publishEvent(new ContainerFull(container.id(), container.municipalityId(), full));
        }
    }
}
