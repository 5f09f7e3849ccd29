package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.fleet.CrewMember;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.notifications.Notice;
import de.stadtkern.kernel.notifications.NotificationTopic;
import de.stadtkern.kernel.notifications.Notifications;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Tells crews of their tours. */
@Component
class CrewNotices {

    private static final String TOPIC = "dispatch.topic";

    private final Notifications notifications;
    private final Fleet fleet;

    CrewNotices(Notifications notifications, Fleet fleet) {
        this.notifications = notifications;
        this.fleet = fleet;
    }

    @Bean
    static NotificationTopic toursTopic() {
        return new NotificationTopic(TOPIC, null, true);
    }

    /** Tells those of the members who have an account; the text's places are the tour's name and the order's number. */
    void tell(TourRow tour, List<Long> members, String text) {
        fleet.listMembers(members).stream()
                .map(CrewMember::personId)
                .filter(Objects::nonNull)
                .forEach(person -> notifications.tell(new Notice(
                        person,
                        tour.municipalityId(),
                        TOPIC,
                        text,
                        List.of(tour.name(), Long.toString(tour.orderId())),
                        "/crew/tours/" + tour.id())));
    }
}
