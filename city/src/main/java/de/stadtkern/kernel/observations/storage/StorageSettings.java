package de.stadtkern.kernel.observations.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How observations are kept.
 *
 * @param foldAfter how long after its end a month is folded
 * @param monthsAhead for how many coming months partitions are ready
 * @param rememberTokens how long a repeated write is recognised by its token
 */
@ConfigurationProperties("stadtkern.observations")
record StorageSettings(
        @DefaultValue("7d") Duration foldAfter,
        @DefaultValue("1") int monthsAhead,
        @DefaultValue("90d") Duration rememberTokens) {}
