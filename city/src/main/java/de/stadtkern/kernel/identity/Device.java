package de.stadtkern.kernel.identity;

import java.util.Set;

/**
 * A device or program that came in with an API key.
 *
 * @param municipalityId to which everything belongs that it writes
 */
public record Device(long municipalityId, String name, Set<Scope> scopes) {

    boolean may(Permission permission) {
        return permission.isGivenTo(scopes);
    }
}
