package de.stadtkern.kernel.desk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the desk remembers.
 *
 * @param keepNotes how long a note of a shift is kept, with the names of who wrote and who read it
 */
@ConfigurationProperties("stadtkern.desk")
record DeskSettings(@DefaultValue("1095d") Duration keepNotes) {}
