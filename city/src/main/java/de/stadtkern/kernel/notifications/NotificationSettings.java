package de.stadtkern.kernel.notifications;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told, and how long it is kept.
 *
 * @param escalateAfter how long each of the roster has to acknowledge before the next is told
 * @param keepRead how long a message is kept after it was read; unread ones stay
 * @param keepRecord how long escalations that are over and duties of the roster are kept
 * @param mailFrom sender of the mail
 * @param push how browsers are told
 * @param sms the gateway; without its address nobody is told by SMS
 */
@ConfigurationProperties("stadtkern.notifications")
record NotificationSettings(
        @DefaultValue("5m") Duration escalateAfter,
        @DefaultValue("90d") Duration keepRead,
        @DefaultValue("1095d") Duration keepRecord,
        @DefaultValue("stadtkern@localhost") String mailFrom,
        @DefaultValue Push push,
        @DefaultValue Sms sms) {

    /**
     * How browsers are told.
     *
     * @param contact whom the operator of a push service may ask, as {@code mailto:} or {@code https:}
     * @param privateAddresses whether push services may stand at loopback and private addresses, and speak without TLS
     */
    record Push(
            @DefaultValue("mailto:stadtkern@localhost") String contact,
            @DefaultValue("false") boolean privateAddresses) {}

    /**
     * The gateway for SMS.
     *
     * @param url takes a POST with a JSON object of {@code to} and {@code text}
     * @param key sent as bearer token; null when the gateway wants none
     */
    record Sms(@Nullable URI url, @Nullable String key) {}
}
