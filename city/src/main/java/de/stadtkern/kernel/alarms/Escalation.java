package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells one after the other until somebody has acknowledged. What was told stands in the inbox of the person. */
@Component
@EnableConfigurationProperties(AlarmSettings.class)
class Escalation {

    private final AlarmRows alarms;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Escalation(AlarmRows alarms, LiveUpdates liveUpdates, Clock clock) {
        this.alarms = alarms;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** At a fixed rate: jobs with a fixed delay wait for each other, and folding a month may take an hour. */
    @Scheduled(initialDelayString = "PT5S", fixedRateString = "PT5S")
    @SchedulerLock(name = "alarms/escalation", lockAtMostFor = "PT30S")
    @Transactional
    void tell() {
        if (alarms.tellWhoIsDue(clock.instant()) > 0) {
            liveUpdates.announce(Alarms.TOPIC);
        }
    }
}
