package de.stadtkern.services.winter;

import de.stadtkern.kernel.streets.RoadClass;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The town's policy.
 *
 * @param reachMetres how far around a station its weather is taken to hold
 * @param roadClasses which roads are treated
 * @param together the rule combines readings of a station only when they are no further apart than this
 * @param freshness readings older than this say nothing about now
 * @param validFor how long a proposal can be decided after the reading that last confirmed it
 * @param restAfterDecision how long no new proposal is raised where one was decided
 */
@ConfigurationProperties("stadtkern.winter")
record WinterSettings(
        @DefaultValue("700") double reachMetres,
        @DefaultValue({"PRIMARY", "SECONDARY", "TERTIARY"}) Set<RoadClass> roadClasses,
        @DefaultValue("15m") Duration together,
        @DefaultValue("45m") Duration freshness,
        @DefaultValue("90m") Duration validFor,
        @DefaultValue("3h") Duration restAfterDecision) {}
