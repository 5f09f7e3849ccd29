package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.notifications.Notice;
import de.stadtkern.kernel.notifications.NotificationTopic;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.notifications.OnCall;
import de.stadtkern.kernel.notifications.Standby;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells of severe weather: those on call, or all who decide when nobody is, once for each warning and again only when a
 * change of it is graver.
 */
@Component
class WarningNotices {

    private static final String TOPIC = "forecasts.topic";
    private static final int SEVERE = 3;

    private final WarningRows warnings;
    private final Standby standby;
    private final People people;
    private final Notifications notifications;
    private final Clock clock;

    WarningNotices(WarningRows warnings, Standby standby, People people, Notifications notifications, Clock clock) {
        this.warnings = warnings;
        this.standby = standby;
        this.people = people;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Bean
    static NotificationTopic forecastsTopic() {
        return new NotificationTopic(TOPIC, Permission.SEE_OPERATIONS, true);
    }

    @Transactional
    void tell(List<Place> places) {
        Instant now = clock.instant();
        for (Place place : places) {
            for (WarningRows.Full full : warnings.list(List.of(place.position()), now)) {
                WeatherWarning warning = full.warning();
                if (warning.level() >= SEVERE
                        && warnings.toldLevel(place.municipalityId(), warning.id()) < warning.level()) {
                    tell(place, warning, now);
                }
            }
        }
    }

    private void tell(Place place, WeatherWarning warning, Instant now) {
        List<Person> told = onDuty(place.municipalityId(), now);
        told.forEach(person -> notifications.tell(new Notice(
                person.id(),
                place.municipalityId(),
                TOPIC,
                "forecasts.message",
                List.of(Integer.toString(warning.level()), warning.headline(), place.name()),
                "/forecasts?place=" + place.key())));
        if (!told.isEmpty()) {
            warnings.insertTold(place.municipalityId(), warning, now);
        }
    }

    private List<Person> onDuty(long municipality, Instant now) {
        List<Person> onCall = standby.onCall(municipality, now).stream()
                .map(OnCall::person)
                .distinct()
                .toList();
        return onCall.isEmpty() ? people.listActiveWith(Permission.DECIDE, municipality) : onCall;
    }
}
