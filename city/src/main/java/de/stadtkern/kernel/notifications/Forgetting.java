package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.AccountClosed;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what has had its time, and people who closed their account. */
@Component
class Forgetting {

    private final MessageRows messages;
    private final EscalationRows escalations;
    private final StandbyRows standby;
    private final ReachRows reach;
    private final NotificationSettings settings;
    private final Clock clock;

    Forgetting(
            MessageRows messages,
            EscalationRows escalations,
            StandbyRows standby,
            ReachRows reach,
            NotificationSettings settings,
            Clock clock) {
        this.messages = messages;
        this.escalations = escalations;
        this.standby = standby;
        this.reach = reach;
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

    /** Who was called when stays on record as long as the call itself. */
    @EventListener
    void forget(AccountClosed account) {
        reach.forget(account.personId(), clock.instant());
        messages.forgetPerson(account.personId());
    }
}
