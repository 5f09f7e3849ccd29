package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Person;

/** Somebody who is on call. */
public record OnCall(Position position, Person person) {

    /** The order in which people are called. */
    public enum Position {
        PRIMARY,
        SECOND,
        DUTY_LEAD
    }
}
