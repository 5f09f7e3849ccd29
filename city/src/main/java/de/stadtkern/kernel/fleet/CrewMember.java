package de.stadtkern.kernel.fleet;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who drives or works outside.
 *
 * @param municipalityId for which they work, also while they are lent
 * @param personId the account with which they sign in; null without one
 * @param qualifications valid when they were asked for
 */
public record CrewMember(
        long id, long municipalityId, @Nullable Long personId, String name, Set<Qualification> qualifications) {

    public CrewMember {
        qualifications = Set.copyOf(qualifications);
    }
}
