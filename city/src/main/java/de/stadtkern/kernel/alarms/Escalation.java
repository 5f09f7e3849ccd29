package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.notifications.MessagesRead;
import de.stadtkern.kernel.notifications.Notice;
import de.stadtkern.kernel.notifications.NotificationTopic;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells one after the other until somebody has acknowledged. */
@Component
@EnableConfigurationProperties(AlarmSettings.class)
class Escalation {

    static final String TOPIC = "alarms.topic";

    private final AlarmRows alarms;
    private final Notifications notifications;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Escalation(AlarmRows alarms, Notifications notifications, LiveUpdates liveUpdates, Clock clock) {
        this.alarms = alarms;
        this.notifications = notifications;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    @Bean
    static NotificationTopic alarmsTopic() {
        return new NotificationTopic(TOPIC, Permission.SEE_ALARMS, false);
    }

    /** At a fixed rate: jobs with a fixed delay wait for each other, and folding a month may take an hour. */
    @Scheduled(initialDelayString = "PT5S", fixedRateString = "PT5S")
    @SchedulerLock(name = "alarms/escalation", lockAtMostFor = "PT30S")
    @Transactional
    void tell() {
        Instant now = clock.instant();
        List<AlarmRows.Due> due = alarms.listDue(now);
        for (AlarmRows.Due one : due) {
            Alarm alarm = alarms.find(one.alarm()).orElseThrow();
            alarms.insertNotice(one, notifications.tellOnRecord(notice(alarm, one.person())), now);
        }
        if (!due.isEmpty()) {
            liveUpdates.announce(Alarms.TOPIC);
        }
    }

    /** Whoever opens the message elsewhere has received it. */
    @EventListener
    void markSeen(MessagesRead read) {
        if (alarms.markSeen(read.messageIds(), read.at())) {
            liveUpdates.announce(Alarms.TOPIC);
        }
    }

    private static Notice notice(Alarm alarm, long person) {
        String severity = Notice.TEXT + "alarms.severity." + alarm.severity();
        String place = alarm.isTest() ? Notice.TEXT + "alarms.test" : alarm.place();
        return new Notice(
                person,
                alarm.municipalityId(),
                TOPIC,
                alarm.isOfAGateway() ? "alarms.message.gateway" : "alarms.message",
                List.of(severity, alarm.rule(), place, Integer.toString(alarm.devices())),
                "/alarms/" + alarm.id());
    }
}
