package de.stadtkern.kernel.fleet;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what is said of people is kept.
 *
 * @param keepMembers how long a crew member is kept after they left
 * @param keepAbsences how long an absence is kept after its end
 * @param keepRoster how long shifts, loans and times out of service are kept after their end
 */
@ConfigurationProperties("stadtkern.fleet")
record FleetSettings(
        @DefaultValue("90d") Duration keepMembers,
        @DefaultValue("30d") Duration keepAbsences,
        @DefaultValue("730d") Duration keepRoster) {}
