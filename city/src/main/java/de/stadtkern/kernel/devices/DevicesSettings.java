package de.stadtkern.kernel.devices;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long messages of devices are kept.
 *
 * @param keepMessages how long raw messages are kept, and devices that wait without being heard
 */
@ConfigurationProperties("stadtkern.devices")
record DevicesSettings(@DefaultValue("30d") Duration keepMessages) {}
