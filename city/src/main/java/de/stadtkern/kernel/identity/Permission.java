package de.stadtkern.kernel.identity;

import static de.stadtkern.kernel.identity.Role.ADMINISTRATOR;
import static de.stadtkern.kernel.identity.Role.CREW;
import static de.stadtkern.kernel.identity.Role.DUTY_OFFICER;

import java.util.Set;

/** The table of rights: what may be done, and by which roles, each within the own municipality only. */
public enum Permission {
    SEE_OPERATIONS(CREW, DUTY_OFFICER, ADMINISTRATOR),
    DECIDE(DUTY_OFFICER),
    CARRY_OUT_ORDERS(CREW),
    ADMINISTER(ADMINISTRATOR);

    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = Set.of(roles);
    }

    boolean isGivenTo(Set<Role> held) {
        return held.stream().anyMatch(roles::contains);
    }
}
