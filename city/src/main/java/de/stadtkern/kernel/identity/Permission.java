package de.stadtkern.kernel.identity;

import static de.stadtkern.kernel.identity.Role.ADMINISTRATOR;
import static de.stadtkern.kernel.identity.Role.ANALYST;
import static de.stadtkern.kernel.identity.Role.CREW;
import static de.stadtkern.kernel.identity.Role.DUTY_OFFICER;
import static de.stadtkern.kernel.identity.Role.MODERATOR;

import java.util.Collection;
import java.util.Set;

/**
 * The table of rights: what may be done, by people of which roles and by devices with which API keys. {@link Access}
 * applies it:
 *
 * <ul>
 *   <li>A right holds in the municipality or district of the role or key, and nowhere else.
 *   <li>Reading goes further where a municipality shares a {@link Dataset} with others of its district ({@link Sharing}):
 *       whoever has the right at home then reads theirs too. Deciding and everything else is never shared.
 *   <li>Everybody, signed in or not, reads what is public by design: the pages of the services, SensorThings but
 *       for what its municipality keeps internal, and the streets. No row is needed for it, and no row gives it.
 *   <li>Everybody signed in looks after the own account. CITIZEN has no other rights of the kernel; the services give
 *       them theirs.
 *   <li>An administrator's sign-in counts only with a second factor ({@link SecondFactor}).
 * </ul>
 */
public enum Permission {
    SEE_OPERATIONS(CREW, DUTY_OFFICER, ANALYST, ADMINISTRATOR),
    DECIDE(DUTY_OFFICER),
    PROPOSE(CREW, DUTY_OFFICER),
    CARRY_OUT_ORDERS(CREW),
    PLAN_TOURS(DUTY_OFFICER),
    READ_REPORTS(DUTY_OFFICER, ANALYST, ADMINISTRATOR),
    MATCH_TRACKS(DUTY_OFFICER),
    READ_TRACKS(DUTY_OFFICER),
    SEE_ALARMS(CREW, DUTY_OFFICER, ANALYST, ADMINISTRATOR, Scope.READ_ALARMS),
    KEEP_ALARM_RULES(DUTY_OFFICER, ADMINISTRATOR),
    KEEP_STREETS(DUTY_OFFICER, ADMINISTRATOR),
    CONTROL_QUALITY(DUTY_OFFICER, ANALYST, ADMINISTRATOR),
    ADMINISTER(ADMINISTRATOR),
    KEEP_FEES(ADMINISTRATOR),
    CLOSE_ROADS(DUTY_OFFICER, ADMINISTRATOR),
    KEEP_ROSTERS(DUTY_OFFICER, ADMINISTRATOR),
    READ_METRICS(ADMINISTRATOR, Scope.READ_METRICS),
    WRITE_OBSERVATIONS(Scope.WRITE_OBSERVATIONS),
    KEEP_FLEET(DUTY_OFFICER, ADMINISTRATOR),
    KEEP_CONTAINERS(DUTY_OFFICER, ADMINISTRATOR),
    HANDLE_REPORTS(DUTY_OFFICER, MODERATOR, ADMINISTRATOR),
    KEEP_REPORT_RULES(ADMINISTRATOR),
    WRITE_REPORTS(Scope.WRITE_REPORTS),
    SEE_ROSTER(CREW, DUTY_OFFICER, ADMINISTRATOR),
    SET_UP_DEVICES(ADMINISTRATOR, Scope.WRITE_OBSERVATIONS),
    DELETE_OBSERVATIONS(ADMINISTRATOR, Scope.DELETE_OBSERVATIONS),
    READ_INTERNAL_OBSERVATIONS(
            CREW, DUTY_OFFICER, ANALYST, ADMINISTRATOR, Scope.READ_INTERNAL_OBSERVATIONS, Scope.WRITE_OBSERVATIONS);

    private final Set<Holder> holders;

    Permission(Holder... holders) {
        this.holders = Set.of(holders);
    }

    boolean isGivenTo(Collection<? extends Holder> held) {
        return held.stream().anyMatch(holders::contains);
    }
}
