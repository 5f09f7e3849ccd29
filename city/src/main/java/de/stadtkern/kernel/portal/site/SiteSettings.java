package de.stadtkern.kernel.portal.site;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The town's policy.
 *
 * @param keepFeedback how long messages of the feedback form are kept
 * @param mostFeedback how many messages of one day are taken, so that nobody can flood the administrators
 */
@ConfigurationProperties("stadtkern.site")
record SiteSettings(
        @DefaultValue("180d") Duration keepFeedback,
        @DefaultValue("200") int mostFeedback) {}
