package de.stadtkern.services.winter;

import de.stadtkern.kernel.streets.RoadClass;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The town's policy.
 *
 * @param roadClasses which roads are treated
 * @param validFor how long a proposal can be decided after the reading that last confirmed it
 * @param restAfterDecision how long no new proposal is raised where one was decided
 * @param sensorUncertainty what lies no further than this from the limit of the rule, in K, is not sure, where
 *     the accuracy of the sensors is not stated
 * @param foreseenFrom from this probability on (0 to 1) a round is proposed before the road is slippery; above 1 never.
 *     More than {@link de.stadtkern.kernel.roadweather.nowcast.Nowcast#WARNING}, by which the nowcast is scored: there every
 *     third is wrong, and a round asks for a person, a vehicle and salt
 * @param treatedBy when roads have to be treated on workdays, in Germany
 * @param treatedByAtWeekends the same on Saturdays, Sundays
 * @param dutyUntil until when in the evening they are kept so
 * @param leadTime how long before a decision is needed
 * @param saltEurosPerKilometre what it costs to salt; null when the town does not say
 * @param controlEurosPerKilometre what a control drive costs; null when the town does not say
 */
@ConfigurationProperties("stadtkern.winter")
record WinterSettings(
        @DefaultValue({"PRIMARY", "SECONDARY", "TERTIARY"}) Set<RoadClass> roadClasses,
        @DefaultValue("90m") Duration validFor,
        @DefaultValue("3h") Duration restAfterDecision,
        @DefaultValue("0.5") double sensorUncertainty,
        @DefaultValue("0.7") double foreseenFrom,
        @DefaultValue("07:00") LocalTime treatedBy,
        @DefaultValue("09:00") LocalTime treatedByAtWeekends,
        @DefaultValue("20:00") LocalTime dutyUntil,
        @DefaultValue("2h") Duration leadTime,
        @Nullable Double saltEurosPerKilometre,
        @Nullable Double controlEurosPerKilometre) {}
