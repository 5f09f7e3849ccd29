package de.stadtkern.kernel.notifications;

import static java.util.stream.Collectors.groupingBy;

import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends what is due: all that is due for a person by a channel together. */
@Component
class Courier {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final DeliveryRows deliveries;
    private final MessageRows messages;
    private final Topics topics;
    private final People people;
    private final List<Carrier> carriers;
    private final LockingTaskExecutor leases;
    private final Clock clock;

    Courier(
            DeliveryRows deliveries,
            MessageRows messages,
            Topics topics,
            People people,
            List<Carrier> carriers,
            LockProvider leases,
            Clock clock) {
        this.deliveries = deliveries;
        this.messages = messages;
        this.topics = topics;
        this.people = people;
        this.carriers = carriers;
        this.leases = new DefaultLockingTaskExecutor(leases);
        this.clock = clock;
    }

    /** Every node looks, which only reads; what is due on a channel is sent by one. */
    @Scheduled(initialDelayString = "PT4S", fixedRateString = "PT1S")
    void look() {
        for (Carrier carrier : carriers) {
            if (carrier.isOffered() && deliveries.isDue(carrier.channel(), clock.instant(), carrier.pause())) {
                String lease = "notifications/" + carrier.channel().name();
                leases.executeWithLock(
                        (Runnable) () -> send(carrier),
                        new LockConfiguration(Instant.now(), lease, LONGEST_RUN, Duration.ZERO));
            }
        }
    }

    private void send(Carrier carrier) {
        List<Long> due = deliveries.claim(carrier.channel(), clock.instant(), carrier.pause());
        messages.list(due).stream().collect(groupingBy(Message::personId)).forEach((person, together) -> {
            Optional<Person> to = people.findActive(person);
            List<Message> meant = together.stream()
                    .filter(message -> to.isPresent()
                            && topics.mayHear(to.get(), message.topic(), message.municipalityId())
                            && message.isUnread())
                    .toList();
            drop(carrier, together.stream().filter(one -> !meant.contains(one)).toList());
            to.filter(known -> !meant.isEmpty()).ifPresent(known -> carry(carrier, known, meant));
        });
    }

    private void carry(Carrier carrier, Person to, List<Message> together) {
        if (!carrier.reaches(to.id())) {
            drop(carrier, together);
            return;
        }
        try {
            carrier.carry(to, together);
            deliveries.sent(carrier.channel(), ids(together), clock.instant());
        } catch (Carrier.Undelivered undelivered) {
            deliveries.failed(carrier.channel(), ids(together), undelivered.why());
        }
    }

    private void drop(Carrier carrier, List<Message> unwanted) {
        deliveries.drop(carrier.channel(), ids(unwanted));
    }

    private static List<Long> ids(List<Message> together) {
        return together.stream().map(Message::id).toList();
    }
}
