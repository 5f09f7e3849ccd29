package de.stadtkern.kernel.identity;

import org.jspecify.annotations.Nullable;

/**
 * A person with what decides how they come in.
 *
 * @param passwordHash null for somebody who has not chosen a password
 * @param active false once the account was closed or deactivated
 * @param hasOneTimePassword whether an authenticator app was set up and confirmed
 * @param fromDirectory whether the person comes in by a directory
 */
record Account(
        Person person,
        @Nullable String passwordHash,
        boolean active,
        boolean hasOneTimePassword,
        boolean fromDirectory) {

    boolean isAdministrator() {
        return !person.municipalitiesWith(Permission.ADMINISTER).isEmpty();
    }

    /** Whether the person has yet to choose a password. */
    boolean isInvited() {
        return passwordHash == null && !fromDirectory;
    }
}
