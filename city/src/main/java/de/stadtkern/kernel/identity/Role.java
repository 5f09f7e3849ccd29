package de.stadtkern.kernel.identity;

/** What a person is in a municipality or district. What a role may do stands in {@link Permission}. */
public enum Role implements Holder {
    CITIZEN,
    CREW,
    DUTY_OFFICER,
    MODERATOR,
    ANALYST,
    ADMINISTRATOR
}
