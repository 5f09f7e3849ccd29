package de.stadtkern.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the simulated town runs.
 *
 * @param speed times faster than real
 * @param historyHours how far back the values of a new device reach
 */
@ConfigurationProperties("stadtkern.demo")
record DemoSettings(
        @DefaultValue("1") double speed,
        @DefaultValue("winter") Season season,
        @DefaultValue("72") int historyHours) {}
