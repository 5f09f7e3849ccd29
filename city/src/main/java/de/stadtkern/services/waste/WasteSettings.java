package de.stadtkern.services.waste;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The town's policy.
 *
 * @param quietFor a report of the same kind about the same bin within this time says nothing new
 * @param reportsPerHour how many reports one address may send in an hour
 * @param validFor how long a proposal can be decided
 * @param restAfterDecision how long no new proposal is raised about what was decided
 * @param licence of the open data
 */
@ConfigurationProperties("stadtkern.waste")
record WasteSettings(
        @DefaultValue("1h") Duration quietFor,
        @DefaultValue("20") int reportsPerHour,
        @DefaultValue("24h") Duration validFor,
        @DefaultValue("12h") Duration restAfterDecision,
        @DefaultValue("https://www.govdata.de/dl-de/by-2-0") URI licence) {}
