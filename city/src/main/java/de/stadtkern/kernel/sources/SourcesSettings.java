package de.stadtkern.kernel.sources;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where sources may stand.
 *
 * @param privateAddresses whether loopback and private addresses may be asked
 */
@ConfigurationProperties("stadtkern.sources")
record SourcesSettings(@DefaultValue("false") boolean privateAddresses) {}
