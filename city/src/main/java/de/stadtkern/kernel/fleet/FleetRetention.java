package de.stadtkern.kernel.fleet;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets who left, who was absent and who worked when, each when its time is over. */
@Component
@EnableConfigurationProperties(FleetSettings.class)
class FleetRetention {

    private final MemberRows members;
    private final ShiftRows shifts;
    private final LoanRows loans;
    private final VehicleRows vehicles;
    private final FleetSettings settings;
    private final Clock clock;

    FleetRetention(
            MemberRows members,
            ShiftRows shifts,
            LoanRows loans,
            VehicleRows vehicles,
            FleetSettings settings,
            Clock clock) {
        this.members = members;
        this.shifts = shifts;
        this.loans = loans;
        this.vehicles = vehicles;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 11, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "fleet/forget")
    @Transactional
    void forget() {
        Instant now = clock.instant();
        members.forgetLeftBefore(
                now.minus(settings.keepMembers()).atZone(Fleet.TOWN).toLocalDate());
        members.forgetAbsencesBefore(now.minus(settings.keepAbsences()));
        Instant roster = now.minus(settings.keepRoster());
        shifts.forgetBefore(roster);
        loans.forgetBefore(roster);
        vehicles.forgetOutagesBefore(roster);
    }
}
