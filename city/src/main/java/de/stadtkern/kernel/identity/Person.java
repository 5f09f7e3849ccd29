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

    /** The municipalities in which this person may do this. */
    public Set<Long> municipalitiesWith(Permission permission) {
        return roles.keySet().stream().filter(id -> may(permission, id)).collect(Collectors.toUnmodifiableSet());
    }
}
