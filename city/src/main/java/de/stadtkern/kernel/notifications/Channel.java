package de.stadtkern.kernel.notifications;

/** A way by which people are told beside their inbox. */
public enum Channel {
    EMAIL,
    PUSH,
    SMS
}
