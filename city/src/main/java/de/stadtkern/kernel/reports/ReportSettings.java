package de.stadtkern.kernel.reports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The town's policy.
 *
 * @param similarClosed so long a closed report still counts as one that may be the same
 * @param eraseAfter so long after a report was closed or blocked, what is known of its author is erased
 * @param confirmWithin who follows by mail and has not confirmed by then is forgotten
 * @param validFor how long a proposal can be decided
 */
@ConfigurationProperties("stadtkern.reports")
record ReportSettings(
        @DefaultValue("30d") Duration similarClosed,
        @DefaultValue("31d") Duration eraseAfter,
        @DefaultValue("2d") Duration confirmWithin,
        @DefaultValue("30d") Duration validFor) {}
