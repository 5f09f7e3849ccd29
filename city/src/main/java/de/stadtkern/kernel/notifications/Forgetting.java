package de.stadtkern.kernel.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what has had its time. */
@Component
class Forgetting {

    private final MessageRows messages;
    private final EscalationRows escalations;
    private final StandbyRows standby;
    private final NotificationSettings settings;
    private final Clock clock;

    Forgetting(
            MessageRows messages,
            EscalationRows escalations,
            StandbyRows standby,
            NotificationSettings settings,
            Clock clock) {
        this.messages = messages;
        this.escalations = escalations;
        this.standby = standby;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 11, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "notifications/forget")
    @Transactional
    void forget() {
        Instant now = clock.instant();
        messages.forget(escalations.forget(now.minus(settings.keepRecord())));
        standby.forget(now.minus(settings.keepRecord()));
        messages.forget(now.minus(settings.keepRead()));
    }
}
