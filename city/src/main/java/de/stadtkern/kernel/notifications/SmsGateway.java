package de.stadtkern.kernel.notifications;

/** Whoever passes short messages on to the telephone network. */
interface SmsGateway {

    /** Whether the town has one. */
    boolean isSetUp();

    /**
     * Hands a text over. Returns once the gateway has taken it; whether the telephone gets it, it does not tell.
     *
     * @param number with country code, such as {@code +4915112345678}
     */
    void send(String number, String text) throws Carrier.Undelivered;
}
