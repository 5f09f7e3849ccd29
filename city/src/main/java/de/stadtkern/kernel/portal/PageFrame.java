package de.stadtkern.kernel.portal;

import java.time.Clock;

/**
 * What all pages share.
 *
 * @param town the name that stands over every page
 * @param version of the program, as part of the addresses of static files
 */
public record PageFrame(Texts texts, Clock clock, String town, String version) {}
