package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.notifications.Notifications;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets alarms that are over, with the names of those who were told and who acted, when their time is over. */
@Component
class AlarmRetention {

    private final AlarmRows alarms;
    private final Notifications notifications;
    private final AlarmSettings settings;
    private final Clock clock;

    AlarmRetention(AlarmRows alarms, Notifications notifications, AlarmSettings settings, Clock clock) {
        this.alarms = alarms;
        this.notifications = notifications;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 9, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "alarms/forget")
    @Transactional
    void forget() {
        notifications.forget(alarms.forget(clock.instant().minus(settings.keep())));
    }
}
