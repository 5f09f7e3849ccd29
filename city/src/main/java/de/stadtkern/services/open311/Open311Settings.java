package de.stadtkern.services.open311;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The town's policy.
 *
 * @param perHour how often programs of one key may report or write an update in an hour
 * @param privateAddresses for tests: bodies outside at loopback and private addresses, also without TLS
 * @param giveUpAfter so long a report is tried to be handed over
 * @param askUntil so long after a body closed a report it is asked what became of it
 */
@ConfigurationProperties("stadtkern.open311")
record Open311Settings(
        @DefaultValue("300") int perHour,
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("7d") Duration giveUpAfter,
        @DefaultValue("30d") Duration askUntil) {}
