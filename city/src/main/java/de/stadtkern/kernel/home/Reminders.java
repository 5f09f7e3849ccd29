package de.stadtkern.kernel.home;

import de.stadtkern.kernel.home.OwnRows.Reminded;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.notifications.Notice;
import de.stadtkern.kernel.notifications.NotificationTopic;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.portal.ComingDay;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Tells people in the evening what comes to their households on the next day, where they asked for it. */
@Component
class Reminders {

    private static final String TOPIC = "home.topic.days";
    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

    /** Before the letter of the day, so that it stands in it. */
    private static final LocalTime EVENING = LocalTime.of(17, 30);

    private final OwnRows rows;
    private final List<ComingDay.Source> days;
    private final People people;
    private final Notifications notifications;
    private final TransactionOperations transaction;
    private final Clock clock;

    Reminders(
            OwnRows rows,
            List<ComingDay.Source> days,
            People people,
            Notifications notifications,
            TransactionOperations transaction,
            Clock clock) {
        this.rows = rows;
        this.days = days;
        this.people = people;
        this.notifications = notifications;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    static NotificationTopic comingDaysTopic() {
        return new NotificationTopic(TOPIC, null, false);
    }

    @Scheduled(initialDelayString = "PT1M", fixedRateString = "PT5M")
    @SchedulerLock(name = "home/reminders", lockAtMostFor = "PT30M")
    void look() {
        ZonedDateTime now = clock.instant().atZone(TOWN);
        if (!now.toLocalTime().isBefore(EVENING)) {
            remind(now.toLocalDate().plusDays(1));
        }
    }

    /** Once for each household and day, however often it is called. The reminder of an earlier day goes. */
    void remind(LocalDate day) {
        for (Reminded one : rows.listToRemind(day)) {
            transaction.executeWithoutResult(status -> people.findActive(one.personId())
                    .ifPresent(person -> rows.setReminded(one.household().id(), day, tell(person, one, day))));
        }
    }

    /** The message; empty when nothing comes on that day. */
    private Optional<Long> tell(Person person, Reminded one, LocalDate day) {
        notifications.forget(one.message().stream().toList());
        Household household = one.household();
        List<ComingDay> coming = days.stream()
                .flatMap(source -> source.coming(household.address()).stream())
                .filter(what -> what.day().equals(day))
                .toList();
        return coming.stream()
                .findFirst()
                .map(first -> notifications.tell(new Notice(
                        person.id(),
                        person.homeId(),
                        TOPIC,
                        "home.reminder",
                        List.of(
                                DAY.format(day),
                                household.name(),
                                coming.stream().map(ComingDay::what).collect(Collectors.joining(", "))),
                        first.path())));
    }
}
