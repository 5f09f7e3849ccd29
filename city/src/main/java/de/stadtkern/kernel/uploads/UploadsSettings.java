package de.stadtkern.kernel.uploads;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long uploaded files are kept.
 *
 * @param keep after the upload; less than observations remember their tokens, or a file that comes again is stored again
 */
@ConfigurationProperties("stadtkern.uploads")
record UploadsSettings(@DefaultValue("30d") Duration keep) {}
