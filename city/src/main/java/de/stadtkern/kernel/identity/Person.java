package de.stadtkern.kernel.identity;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody who can sign in.
 *
 * @param homeId the municipality or district that looks after the account
 * @param roles the roles held, by id of the municipality or district
 */
public record Person(long id, String login, String name, long homeId, Map<Long, Set<Role>> roles) {

    public Person {
        roles = Map.copyOf(roles);
    }

    /** Whether this person may do this in the municipality. */
    public boolean may(Permission permission, long municipalityId) {
        return permission.isGivenTo(roles.getOrDefault(municipalityId, Set.of()));
    }

    /** Whether the person is nothing but a citizen, wherever it has a role. */
    public boolean isCitizen() {
        return !roles.isEmpty() && roles.values().stream().allMatch(Set.of(Role.CITIZEN)::containsAll);
    }

    /** What logs call the person: staff by its login, anybody else by number alone. */
    String mark() {
        boolean staff = !roles.isEmpty() && !isCitizen();
        return staff ? login : "#" + id;
    }

    /** The municipalities in which this person may do this. */
    public Set<Long> municipalitiesWith(Permission permission) {
        return roles.keySet().stream().filter(id -> may(permission, id)).collect(Collectors.toUnmodifiableSet());
    }
}
