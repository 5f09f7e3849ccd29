package de.stadtkern.services.reporting;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The town's policy.
 *
 * @param perHour how often one address may report, follow or say "me too" in an hour
 * @param licence of the open data
 */
@ConfigurationProperties("stadtkern.reporting")
record ReportingSettings(
        @DefaultValue("20") int perHour,
        @DefaultValue("https://www.govdata.de/dl-de/by-2-0") URI licence) {}
