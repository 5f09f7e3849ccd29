package de.stadtkern.kernel.alarms;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which times of observations are believed, and how long a proposal lives.
 *
 * @param oldest an observation whose time is longer ago is history and raises nothing
 * @param ahead how far the clock of a device may be ahead of ours
 * @param keep how long an alarm that is over is kept, with what was done about it and who was told
 * @param validFor how long a proposal can be decided after the value that raised it
 */
@ConfigurationProperties("stadtkern.alarms")
record AlarmSettings(
        @DefaultValue("24h") Duration oldest,
        @DefaultValue("15m") Duration ahead,
        @DefaultValue("1095d") Duration keep,
        @DefaultValue("90m") Duration validFor) {}
