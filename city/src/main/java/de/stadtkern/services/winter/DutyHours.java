package de.stadtkern.services.winter;

import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.Urgency;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/** When slippery roads have to be treated, and so how soon somebody has to decide. Public holidays count by their weekday. */
final class DutyHours {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final WinterSettings settings;

    DutyHours(WinterSettings settings) {
        this.settings = settings;
    }

    /** Urgent from when the lead time begins until the evening; at night there is time until then. */
    Priority priority(Instant moment) {
        LocalDate today = moment.atZone(TOWN).toLocalDate();
        boolean begun = !moment.isBefore(decideBy(today));
        if (begun && moment.isBefore(at(today, settings.dutyUntil()))) {
            return new Priority(Urgency.URGENT, null);
        }
        return new Priority(Urgency.SOON, decideBy(begun ? today.plusDays(1) : today));
    }

    private Instant decideBy(LocalDate day) {
        return at(day, WEEKEND.contains(day.getDayOfWeek()) ? settings.treatedByAtWeekends() : settings.treatedBy())
                .minus(settings.leadTime());
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, TOWN).toInstant();
    }
}
