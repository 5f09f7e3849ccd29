package de.stadtkern.kernel.identity;

/** What a person is in a municipality. What a role may do stands in {@link Permission}. */
public enum Role {
    CREW,
    DUTY_OFFICER,
    ADMINISTRATOR
}
